import { type PolicyCase, UNDECRYPTED } from "../../testing/policy-case";

export default {
  resources: [{ type: "gcp:cloudrunv2/job:Job", props: { template: UNDECRYPTED } }],
  findings: [{ kind: "undetermined", path: "template" }],
} satisfies PolicyCase;
