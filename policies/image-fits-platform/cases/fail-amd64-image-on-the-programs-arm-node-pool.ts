import { type ImageWorld, imageWith } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:container/nodePool:NodePool",
      name: "pool",
      props: { name: "arm", nodeConfig: { machineType: "c4a-standard-4" } },
    },
    {
      ...{
        type: "kubernetes:apps/v1:Deployment",
        props: {
          spec: {
            template: {
              spec: {
                nodeSelector: { "cloud.google.com/gke-nodepool": "arm" },
                containers: [{ image: "shop/api:1" }],
              },
            },
          },
        },
      },
      name: "api",
    },
  ],
  findings: [
    { resource: "api", kind: "violation", path: "spec.template.spec.containers[0].image" },
  ],
  world: { images: { "docker.io/shop/api:1": imageWith() } } satisfies ImageWorld,
} satisfies PolicyCase;
