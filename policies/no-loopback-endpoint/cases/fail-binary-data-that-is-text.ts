import type { PolicyCase } from "../../testing/policy-case";

/** What is encoded and a text all the same. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:ConfigMap",
      name: "settings",
      props: {
        metadata: { name: "settings" },
        binaryData: {
          url: "cG9zdGdyZXNxbDovL2FpYTpzdXBlcnNlY3JldEBsb2NhbGhvc3Q6NTQzMi9haWFfcHJvZHVjdGlvbg==",
        },
      },
    },
  ],
  findings: [{ kind: "violation", path: "binaryData.url" }],
} satisfies PolicyCase;
