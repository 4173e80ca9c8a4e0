import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:container/cluster:Cluster",
      name: "autopilot",
      props: {
        name: "autopilot",
        enableAutopilot: true,
        privateClusterConfig: { enablePrivateNodes: true },
      },
    },
    {
      type: "gcp:container/cluster:Cluster",
      name: "standard",
      props: {
        name: "standard",
        removeDefaultNodePool: true,
        initialNodeCount: 1,
        deletionProtection: true,
        privateClusterConfig: { enablePrivateNodes: true },
        releaseChannel: { channel: "STABLE" },
        workloadIdentityConfig: { workloadPool: "shop.svc.id.goog" },
      },
    },
    {
      type: "gcp:container/nodePool:NodePool",
      name: "general",
      props: {
        cluster: "standard",
        nodeConfig: { workloadMetadataConfig: { mode: "GKE_METADATA" } },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
