import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:redis/instance:Instance",
      name: "redis",
      props: {
        memorySizeGb: 1,
        authEnabled: false,
        transitEncryptionMode: "SERVER_AUTHENTICATION",
      },
    },
    {
      type: "gcp:redis/cluster:Cluster",
      name: "cluster",
      props: {
        shardCount: 3,
        authorizationMode: "AUTH_MODE_DISABLED",
        transitEncryptionMode: "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION",
      },
    },
    {
      type: "gcp:memorystore/instance:Instance",
      name: "valkey",
      props: {
        instanceId: "m",
        shardCount: 1,
        authorizationMode: "AUTH_DISABLED",
        transitEncryptionMode: "SERVER_AUTHENTICATION",
      },
    },
  ],
  findings: [
    { resource: "redis", kind: "violation", path: "authEnabled" },
    { resource: "cluster", kind: "violation", path: "authorizationMode" },
    { resource: "valkey", kind: "violation", path: "authorizationMode" },
  ],
} satisfies PolicyCase;
