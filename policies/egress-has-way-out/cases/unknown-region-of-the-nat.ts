import {
  direct,
  nat,
  network,
  router,
  service,
  subnetwork,
} from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("run"),
    router("router", { region: UNKNOWN }),
    nat("nat", { region: UNKNOWN }),
    service({ vpcAccess: direct("ALL_TRAFFIC"), from: ["run"] }),
  ],
  findings: [{ resource: "api", kind: "undetermined", path: "template.vpcAccess.egress" }],
} satisfies PolicyCase;
