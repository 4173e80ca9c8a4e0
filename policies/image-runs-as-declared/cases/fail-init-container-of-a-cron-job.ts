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
                  securityContext: { runAsNonRoot: true },
                  initContainers: [{ image: "shop/api:1" }],
                  containers: [{ image: "shop/api:2" }],
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
  ],
  world: {
    images: {
      "docker.io/shop/api:1": imageWith({ user: "" }),
      "docker.io/shop/api:2": imageWith(),
    },
  } satisfies ImageWorld,
} satisfies PolicyCase;
