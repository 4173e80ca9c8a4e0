import { network, subnetwork } from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("one", { secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.0.0.0/24" }] }),
  ],
  findings: [{ resource: "one", kind: "violation", path: "secondaryIpRanges[0].ipCidrRange" }],
} satisfies PolicyCase;
