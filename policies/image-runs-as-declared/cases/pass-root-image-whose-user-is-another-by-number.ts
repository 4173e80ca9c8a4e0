import type { ImageWorld } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: {
          template: {
            spec: {
              securityContext: { runAsNonRoot: true, runAsUser: 1000 },
              containers: [
                { image: "shop/api:1" },
                { image: "shop/api:2", securityContext: { runAsUser: 2000 } },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [],
  world: { images: {} } satisfies ImageWorld,
} satisfies PolicyCase;
