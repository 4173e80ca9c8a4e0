import {
  direct,
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
    subnetwork("machines"),
    router(),
    nat("nat", {
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      subnetworks: [{ name: "machines", sourceIpRangesToNats: ["ALL_IP_RANGES"] }],
    }),
    service({ vpcAccess: direct("ALL_TRAFFIC"), from: ["run"] }),
  ],
  findings: [{ resource: "api", kind: "violation", path: "template.vpcAccess.egress" }],
} satisfies PolicyCase;
