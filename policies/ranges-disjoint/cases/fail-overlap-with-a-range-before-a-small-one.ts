import { network, subnetwork } from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("wide", { ipCidrRange: "10.0.0.0/16" }),
    subnetwork("small", { ipCidrRange: "10.0.0.0/28" }),
    subnetwork("late", { ipCidrRange: "10.0.200.0/24" }),
  ],
  findings: [
    { resource: "small", kind: "violation", path: "ipCidrRange" },
    { resource: "late", kind: "violation", path: "ipCidrRange" },
  ],
} satisfies PolicyCase;
