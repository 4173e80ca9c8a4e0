import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:container/cluster:Cluster",
      name: "apps",
      props: {
        name: "apps",
        removeDefaultNodePool: true,
        initialNodeCount: 1,
        workloadIdentityConfig: { workloadPool: "shop.svc.id.goog" },
      },
    },
    {
      type: "gcp:container/nodePool:NodePool",
      name: "inherits",
      props: { cluster: "apps" },
    },
    {
      type: "gcp:container/nodePool:NodePool",
      name: "open",
      props: {
        cluster: "apps",
        networkConfig: { enablePrivateNodes: false },
        management: { autoRepair: false },
        nodeConfig: { workloadMetadataConfig: { mode: "GCE_METADATA" } },
      },
    },
  ],
  findings: [
    { resource: "inherits", kind: "violation", path: "networkConfig.enablePrivateNodes" },
    { resource: "open", kind: "violation", path: "networkConfig.enablePrivateNodes" },
    { resource: "open", kind: "violation", path: "management.autoRepair" },
    { resource: "open", kind: "violation", path: "nodeConfig.workloadMetadataConfig.mode" },
  ],
} satisfies PolicyCase;
