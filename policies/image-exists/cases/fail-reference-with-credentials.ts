import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/job:Job",
      props: {
        template: {
          template: {
            containers: [{ image: "deployer:supersecret@registry.example.com/api:1.0.0" }],
          },
        },
      },
    },
  ],
  findings: [{ kind: "violation", path: "template.template.containers[0].image" }],
  hides: ["supersecret"],
  world: {},
} satisfies PolicyCase;
