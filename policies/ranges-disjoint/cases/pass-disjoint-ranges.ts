import { connector, network, planned, subnetwork } from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("one", { secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.4.0.0/14" }] }),
    subnetwork("two", { ipCidrRange: "10.0.1.0/24" }),
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
        privateClusterConfig: { masterIpv4CidrBlock: "172.16.0.0/28" },
      },
      { network: ["main"] },
    ),
  ],
  findings: [],
} satisfies PolicyCase;
