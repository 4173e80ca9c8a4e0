import { type ImageWorld, imageWith } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:batch/v1:CronJob",
      props: {
        spec: {
          jobTemplate: {
            spec: {
              template: {
                spec: {
                  initContainers: [
                    { image: "shop/api:1" },
                    { image: "shop/api:2", restartPolicy: "Always" },
                  ],
                  containers: [{ image: "shop/api:3" }],
                },
              },
            },
          },
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "spec.jobTemplate.spec.template.spec.initContainers[0].image" },
    { kind: "violation", path: "spec.jobTemplate.spec.template.spec.initContainers[1].image" },
  ],
  world: {
    images: {
      "docker.io/shop/api:1": imageWith({}, ["linux/arm64"]),
      "docker.io/shop/api:2": imageWith({}, ["windows/amd64"]),
      "docker.io/shop/api:3": imageWith(),
    },
  } satisfies ImageWorld,
} satisfies PolicyCase;
