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
      { name: "out", network: "main", destRange: "0.0.0.0/0", nextHopIp: "10.0.0.9" },
      { network: ["main"] },
    ),
    service({ vpcAccess: direct("ALL_TRAFFIC"), from: ["run"] }),
  ],
  findings: [],
} satisfies PolicyCase;
