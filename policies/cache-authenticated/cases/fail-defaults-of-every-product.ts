import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    { type: "gcp:redis/instance:Instance", name: "redis", props: { memorySizeGb: 1 } },
    { type: "gcp:redis/cluster:Cluster", name: "cluster", props: { shardCount: 3 } },
    {
      type: "gcp:memorystore/instance:Instance",
      name: "valkey",
      props: { instanceId: "m", shardCount: 1 },
    },
  ],
  findings: [
    { resource: "redis", kind: "violation", path: "authEnabled" },
    { resource: "redis", kind: "violation", path: "transitEncryptionMode" },
    { resource: "cluster", kind: "violation", path: "authorizationMode" },
    { resource: "cluster", kind: "violation", path: "transitEncryptionMode" },
    { resource: "valkey", kind: "violation", path: "authorizationMode" },
    { resource: "valkey", kind: "violation", path: "transitEncryptionMode" },
  ],
} satisfies PolicyCase;
