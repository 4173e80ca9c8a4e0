import { type ImageWorld, imageWith } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:core/v1:Pod",
      props: {
        spec: {
          containers: [{ image: "shop/api:1" }],
          ephemeralContainers: [{ image: "shop/tools:1" }],
          volumes: [{ image: { reference: "shop/model:1" } }],
        },
      },
    },
  ],
  findings: [],
  world: { images: { "docker.io/shop/api:1": imageWith() } } satisfies ImageWorld,
} satisfies PolicyCase;
