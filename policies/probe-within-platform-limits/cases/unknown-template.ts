import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [{ type: "gcp:cloudrunv2/service:Service", props: { template: UNKNOWN } }],
  findings: [{ kind: "undetermined", path: "template" }],
} satisfies PolicyCase;
