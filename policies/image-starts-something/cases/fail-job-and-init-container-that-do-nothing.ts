import { type ImageWorld, imageWith } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:batch/v1:Job",
      props: {
        spec: {
          template: {
            spec: {
              initContainers: [{ image: "shop/api:1" }],
              containers: [{ image: "shop/api:1", args: ["node"] }],
            },
          },
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "spec.template.spec.initContainers[0].image" },
    { kind: "violation", path: "spec.template.spec.containers[0].image" },
  ],
  world: {
    images: {
      "docker.io/shop/api:1": imageWith({
        entrypoint: ["docker-entrypoint.sh"],
        command: ["bash"],
      }),
    },
  } satisfies ImageWorld,
} satisfies PolicyCase;
