import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:redis/instance:Instance",
      name: "redis",
      props: { memorySizeGb: 1, authEnabled: true, transitEncryptionMode: "SERVER_AUTHENTICATION" },
    },
    {
      type: "gcp:redis/cluster:Cluster",
      name: "cluster",
      props: {
        shardCount: 3,
        authorizationMode: "AUTH_MODE_IAM_AUTH",
        transitEncryptionMode: "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION",
      },
    },
    {
      type: "gcp:memorystore/instance:Instance",
      name: "valkey",
      props: {
        instanceId: "m",
        shardCount: 1,
        authorizationMode: "IAM_AUTH",
        transitEncryptionMode: "SERVER_AUTHENTICATION",
      },
    },
    {
      type: "gcp:memorystore/instance:Instance",
      name: "token",
      props: {
        instanceId: "m",
        shardCount: 1,
        authorizationMode: "TOKEN_AUTH",
        transitEncryptionMode: "SERVER_AUTHENTICATION",
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
