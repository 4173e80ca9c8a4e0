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
              containers: [
                { image: "shop/api:1", securityContext: { runAsNonRoot: true } },
                { image: "shop/api:2", securityContext: { runAsNonRoot: true } },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "spec.template.spec.containers[0].image" },
    { kind: "violation", path: "spec.template.spec.containers[1].image" },
  ],
  world: {
    images: {
      "docker.io/shop/api:1": imageWith({ user: "app" }),
      "docker.io/shop/api:2": imageWith({ user: "node:node" }),
    },
  } satisfies ImageWorld,
} satisfies PolicyCase;
