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
              securityContext: { runAsNonRoot: true },
              containers: [{ image: "shop/api:1", securityContext: { runAsNonRoot: false } }],
            },
          },
        },
      },
    },
  ],
  findings: [],
  world: { images: {} } satisfies ImageWorld,
} satisfies PolicyCase;
