import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:redis/cluster:Cluster",
      name: "cluster",
      props: { shardCount: 3, crossClusterReplicationConfig: { clusterRole: "SECONDARY" } },
    },
    {
      type: "gcp:memorystore/instance:Instance",
      name: "valkey",
      props: {
        instanceId: "m",
        shardCount: 1,
        crossInstanceReplicationConfig: { instanceRole: "SECONDARY" },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
