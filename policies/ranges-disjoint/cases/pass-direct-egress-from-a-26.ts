import { direct, network, service, subnetwork } from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("run", { ipCidrRange: "10.0.0.0/26" }),
    service({ vpcAccess: direct(), from: ["run"] }),
  ],
  findings: [],
} satisfies PolicyCase;
