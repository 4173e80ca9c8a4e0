import {
  direct,
  network,
  planned,
  service,
  subnetwork,
} from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("run"),
    planned(
      "gcp:compute/route:Route",
      "out",
      {
        name: "out",
        network: "main",
        destRange: "0.0.0.0/0",
        nextHopGateway: "default-internet-gateway",
      },
      { network: ["main"] },
    ),
    service({ vpcAccess: direct("ALL_TRAFFIC"), from: ["run"] }),
  ],
  findings: [{ resource: "api", kind: "violation", path: "template.vpcAccess.egress" }],
} satisfies PolicyCase;
