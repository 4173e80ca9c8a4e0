import { type ImageWorld, imageWith } from "../../testing/image-registry";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:container/nodePool:NodePool",
      name: "pool",
      props: { name: "own", nodeConfig: { machineType: UNKNOWN } },
    },
    {
      ...{
        type: "kubernetes:apps/v1:Deployment",
        props: {
          spec: {
            template: {
              spec: {
                nodeSelector: { "cloud.google.com/gke-nodepool": "own" },
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
    { resource: "api", kind: "undetermined", path: "spec.template.spec.containers[0].image" },
  ],
  world: {
    images: { "docker.io/shop/api:1": imageWith({}, ["linux/arm64"]) },
  } satisfies ImageWorld,
} satisfies PolicyCase;
