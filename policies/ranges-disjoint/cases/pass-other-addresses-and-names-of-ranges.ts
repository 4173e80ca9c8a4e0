import { network, planned, subnetwork } from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("one"),
    planned("gcp:compute/globalAddress:GlobalAddress", "edge", {
      name: "edge",
      address: "10.0.0.4",
    }),
    planned("gcp:redis/instance:Instance", "cache", {
      authorizedNetwork: "main",
      connectMode: "PRIVATE_SERVICE_ACCESS",
      reservedIpRange: "psa",
    }),
    planned(
      "gcp:container/cluster:Cluster",
      "gke",
      { name: "gke", network: UNKNOWN, ipAllocationPolicy: { clusterIpv4CidrBlock: "/16" } },
      { network: ["main"] },
    ),
  ],
  findings: [],
} satisfies PolicyCase;
