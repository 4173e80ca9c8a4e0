import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:redis/instance:Instance",
      name: "redis",
      props: { memorySizeGb: 1, authEnabled: true, transitEncryptionMode: "DISABLED" },
    },
    {
      type: "gcp:redis/cluster:Cluster",
      name: "cluster",
      props: {
        shardCount: 3,
        authorizationMode: "AUTH_MODE_IAM_AUTH",
        crossClusterReplicationConfig: { clusterRole: "PRIMARY" },
      },
    },
  ],
  findings: [
    { resource: "redis", kind: "violation", path: "transitEncryptionMode" },
    { resource: "cluster", kind: "violation", path: "transitEncryptionMode" },
  ],
} satisfies PolicyCase;
