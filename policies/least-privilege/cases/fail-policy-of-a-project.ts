import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:projects/iAMPolicy:IAMPolicy",
      props: {
        policyData: JSON.stringify({
          bindings: [
            {
              role: "roles/editor",
              members: ["serviceAccount:1@cloudservices.gserviceaccount.com"],
            },
            {
              role: "roles/editor",
              members: [
                "serviceAccount:1@cloudservices.gserviceaccount.com",
                "serviceAccount:1-compute@developer.gserviceaccount.com",
              ],
            },
            { role: "roles/run.invoker", members: ["allUsers"] },
          ],
        }),
      },
    },
  ],
  findings: [
    { kind: "violation", path: "policyData.bindings[1].role" },
    { kind: "violation", path: "policyData.bindings[1].members[1]" },
    { kind: "violation", path: "policyData.bindings[2].members[0]" },
  ],
} satisfies PolicyCase;
