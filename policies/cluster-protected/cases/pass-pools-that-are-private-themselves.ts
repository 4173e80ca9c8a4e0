import type { PolicyCase } from "../../testing/policy-case";

const identity = { workloadIdentityConfig: { workloadPool: "shop.svc.id.goog" } };

export default {
  resources: [
    {
      type: "gcp:container/cluster:Cluster",
      name: "apart",
      props: { name: "apart", removeDefaultNodePool: true, initialNodeCount: 1, ...identity },
    },
    {
      type: "gcp:container/nodePool:NodePool",
      name: "general",
      props: { cluster: "apart", networkConfig: { enablePrivateNodes: true } },
    },
    {
      type: "gcp:container/cluster:Cluster",
      name: "within",
      props: {
        name: "within",
        nodePools: [{ name: "general", networkConfig: { enablePrivateNodes: "true" } }],
        ...identity,
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
