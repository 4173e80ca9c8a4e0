import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:projects/iAMBinding:IAMBinding",
      props: { role: "roles/cloudsql.client", members: [UNKNOWN, "allUsers"] },
    },
  ],
  findings: [
    { kind: "undetermined", path: "members[0]", resource: "it" },
    { kind: "violation", path: "members[1]", resource: "it" },
  ],
} satisfies PolicyCase;
