import { type ImageWorld, imageWith } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:container/cluster:Cluster",
      name: "cluster",
      props: { removeDefaultNodePool: true },
    },
    {
      type: "gcp:container/nodePool:NodePool",
      name: "pool",
      props: { name: "arm", nodeConfig: { machineType: "t2a-standard-4" } },
    },
    {
      ...{
        type: "kubernetes:apps/v1:Deployment",
        props: { spec: { template: { spec: { containers: [{ image: "shop/api:1" }] } } } },
      },
      name: "api",
    },
  ],
  findings: [],
  world: {
    images: { "docker.io/shop/api:1": imageWith({}, ["linux/arm64"]) },
  } satisfies ImageWorld,
} satisfies PolicyCase;
