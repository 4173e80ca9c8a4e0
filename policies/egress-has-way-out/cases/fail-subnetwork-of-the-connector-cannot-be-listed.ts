import {
  byConnector,
  connector,
  nat,
  network,
  router,
  service,
  subnetwork,
} from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("run"),
    connector(),
    router(),
    nat("nat", {
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      subnetworks: [{ name: "run", sourceIpRangesToNats: ["ALL_IP_RANGES"] }],
    }),
    service({ vpcAccess: byConnector("ALL_TRAFFIC"), from: ["connector"] }),
  ],
  findings: [{ resource: "api", kind: "violation", path: "template.vpcAccess.egress" }],
} satisfies PolicyCase;
