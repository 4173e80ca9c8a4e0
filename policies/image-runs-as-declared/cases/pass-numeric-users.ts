import { type ImageWorld, imageWith } from "../../testing/image-registry";
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
              containers: [
                { image: "shop/api:1" },
                { image: "shop/api:2" },
                { image: "shop/api:3" },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [],
  world: {
    images: {
      "docker.io/shop/api:1": imageWith({ user: "1000" }),
      "docker.io/shop/api:2": imageWith({ user: "1000:1000" }),
      "docker.io/shop/api:3": imageWith({ user: "1000:app" }),
    },
  } satisfies ImageWorld,
} satisfies PolicyCase;
