import { type ImageWorld, imageWith } from "../../testing/image-registry";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                { image: "shop/api:1", args: [UNKNOWN] },
                { image: "shop/api:1" },
                { image: "shop/api:2", args: [UNKNOWN] },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { kind: "undetermined", path: "spec.template.spec.containers[0].image" },
    { kind: "violation", path: "spec.template.spec.containers[1].image" },
  ],
  world: {
    images: {
      "docker.io/shop/api:1": imageWith({ entrypoint: ["python3"] }),
      "docker.io/shop/api:2": imageWith(),
    },
  } satisfies ImageWorld,
} satisfies PolicyCase;
