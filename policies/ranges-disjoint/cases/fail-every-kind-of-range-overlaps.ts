import { connector, network, planned, subnetwork } from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("wide", { ipCidrRange: "10.0.0.0/8" }),
    subnetwork("within", {
      ipCidrRange: "10.0.5.0/24",
      secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.4.0.0/14" }],
    }),
    connector(),
    planned(
      "gcp:compute/globalAddress:GlobalAddress",
      "psa",
      {
        name: "psa",
        purpose: "VPC_PEERING",
        addressType: "INTERNAL",
        network: UNKNOWN,
        address: "10.16.0.0",
        prefixLength: 16,
      },
      { network: ["main"] },
    ),
    planned(
      "gcp:container/cluster:Cluster",
      "gke",
      {
        name: "gke",
        network: UNKNOWN,
        privateClusterConfig: { masterIpv4CidrBlock: "10.255.0.0/28" },
      },
      { network: ["main"] },
    ),
    planned("gcp:redis/instance:Instance", "cache", {
      authorizedNetwork: "main",
      reservedIpRange: "10.200.0.0/29",
    }),
  ],
  findings: [
    { resource: "within", kind: "violation", path: "ipCidrRange" },
    { resource: "within", kind: "violation", path: "secondaryIpRanges[0].ipCidrRange" },
    { resource: "connector", kind: "violation", path: "ipCidrRange" },
    { resource: "psa", kind: "violation", path: "address" },
    { resource: "gke", kind: "violation", path: "privateClusterConfig.masterIpv4CidrBlock" },
    { resource: "cache", kind: "violation", path: "reservedIpRange" },
  ],
} satisfies PolicyCase;
