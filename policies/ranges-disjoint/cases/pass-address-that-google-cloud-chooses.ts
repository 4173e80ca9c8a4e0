import { network, planned, subnetwork } from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("one"),
    planned(
      "gcp:compute/globalAddress:GlobalAddress",
      "psa",
      {
        name: "psa",
        purpose: "VPC_PEERING",
        addressType: "INTERNAL",
        network: UNKNOWN,
        prefixLength: 16,
      },
      { network: ["main"] },
    ),
    planned(
      "gcp:compute/globalAddress:GlobalAddress",
      "also",
      {
        name: "also",
        purpose: "VPC_PEERING",
        addressType: "INTERNAL",
        network: UNKNOWN,
        prefixLength: 16,
      },
      { network: ["main"] },
    ),
  ],
  findings: [],
} satisfies PolicyCase;
