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
              nodeSelector: { "kubernetes.io/arch": "arm64" },
              containers: [{ image: "shop/api:1" }],
            },
          },
        },
      },
    },
  ],
  findings: [],
  world: {
    images: { "docker.io/shop/api:1": imageWith({}, ["linux/arm64"]) },
  } satisfies ImageWorld,
} satisfies PolicyCase;
