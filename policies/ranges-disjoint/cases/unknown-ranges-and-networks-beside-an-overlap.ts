import { network, subnetwork } from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("one"),
    subnetwork("two"),
    subnetwork("open", { ipCidrRange: UNKNOWN }),
    subnetwork("lost", { ipCidrRange: "10.9.0.0/24" }, ""),
  ],
  findings: [
    { resource: "two", kind: "violation", path: "ipCidrRange" },
    { resource: "open", kind: "undetermined", path: "ipCidrRange" },
    { resource: "lost", kind: "undetermined", path: "ipCidrRange" },
  ],
} satisfies PolicyCase;
