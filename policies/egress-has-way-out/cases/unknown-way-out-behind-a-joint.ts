import {
  direct,
  network,
  planned,
  service,
  subnetwork,
} from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("run"),
    planned("gcp:compute/vPNTunnel:VPNTunnel", "office", { name: "office", sharedSecret: UNKNOWN }),
    service({ vpcAccess: direct("ALL_TRAFFIC"), from: ["run"] }),
  ],
  findings: [{ resource: "api", kind: "undetermined", path: "template.vpcAccess.egress" }],
} satisfies PolicyCase;
