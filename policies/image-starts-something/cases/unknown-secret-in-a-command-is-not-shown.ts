import type { ImageWorld } from "../../testing/image-registry";
import { type PolicyCase, secret, UNDECRYPTED } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  image: "shop/api:1",
                  command: ["env", secret("TOKEN=hunter2"), "java", secret("-Dtoken=hunter2")],
                },
                { image: "shop/api:1", command: [UNDECRYPTED] },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "spec.template.spec.containers[0].command" },
    { kind: "undetermined", path: "spec.template.spec.containers[1].command" },
  ],
  hides: ["hunter2"],
  world: { images: {} } satisfies ImageWorld,
} satisfies PolicyCase;
