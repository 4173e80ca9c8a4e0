import { type PolicyCase, UNDECRYPTED } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:core/v1:Secret",
      props: { stringData: { password: UNDECRYPTED, host: UNDECRYPTED } },
    },
  ],
  world: { configuration: null },
  findings: [{ resource: "it", kind: "undetermined", path: "stringData" }],
} satisfies PolicyCase;
