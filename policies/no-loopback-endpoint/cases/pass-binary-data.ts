import type { PolicyCase } from "../../testing/policy-case";

/** Binary data is no text. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:ConfigMap",
      name: "settings",
      props: { metadata: { name: "settings" }, binaryData: { logo: "AAECA2xvY2FsaG9zdDo1NDMy" } },
    },
  ],
  findings: [],
} satisfies PolicyCase;
