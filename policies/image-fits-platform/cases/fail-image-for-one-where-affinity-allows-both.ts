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
              affinity: {
                nodeAffinity: {
                  requiredDuringSchedulingIgnoredDuringExecution: {
                    nodeSelectorTerms: [
                      {
                        matchExpressions: [
                          { key: "kubernetes.io/arch", operator: "In", values: ["amd64", "arm64"] },
                        ],
                      },
                    ],
                  },
                },
              },
              containers: [{ image: "shop/api:1" }],
            },
          },
        },
      },
    },
  ],
  findings: [{ kind: "violation", path: "spec.template.spec.containers[0].image" }],
  world: { images: { "docker.io/shop/api:1": imageWith() } } satisfies ImageWorld,
} satisfies PolicyCase;
