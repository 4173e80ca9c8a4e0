import { network, planned, service, serviceConnection } from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    serviceConnection(),
    planned(
      "gcp:redis/instance:Instance",
      "redis",
      { authorizedNetwork: UNKNOWN },
      { authorizedNetwork: ["main"] },
    ),
    planned(
      "gcp:redis/cluster:Cluster",
      "cluster",
      { pscConfigs: [{ network: UNKNOWN }] },
      { pscConfigs: ["main"] },
    ),
    planned(
      "gcp:memorystore/instance:Instance",
      "valkey",
      { desiredAutoCreatedEndpoints: [{ network: UNKNOWN }] },
      { desiredAutoCreatedEndpoints: ["main"] },
    ),
    planned(
      "gcp:alloydb/cluster:Cluster",
      "alloy",
      { clusterId: "alloy", networkConfig: { network: UNKNOWN } },
      { networkConfig: ["main"] },
    ),
    planned(
      "gcp:alloydb/instance:Instance",
      "primary",
      { cluster: UNKNOWN },
      { cluster: ["alloy"], "": ["psa"] },
    ),
    ...["redis", "cluster", "valkey", "primary"].map((server) =>
      service({ name: `uses-${server}`, envs: [{ name: "URL", value: UNKNOWN }], from: [server] }),
    ),
  ],
  findings: [
    { resource: "uses-redis", kind: "violation", path: "template.vpcAccess" },
    { resource: "uses-cluster", kind: "violation", path: "template.vpcAccess" },
    { resource: "uses-valkey", kind: "violation", path: "template.vpcAccess" },
    { resource: "uses-primary", kind: "violation", path: "template.vpcAccess" },
  ],
} satisfies PolicyCase;
