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
                { image: "shop/api:4" },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [0, 1, 2, 3].map((index) => ({
    kind: "violation" as const,
    path: `spec.template.spec.containers[${index}].image`,
  })),
  world: {
    images: {
      "docker.io/shop/api:1": imageWith({ user: "" }),
      "docker.io/shop/api:2": imageWith({ user: "0" }),
      "docker.io/shop/api:3": imageWith({ user: "root" }),
      "docker.io/shop/api:4": imageWith({ user: "0:0" }),
    },
  } satisfies ImageWorld,
} satisfies PolicyCase;
