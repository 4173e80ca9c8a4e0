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
    network("other"),
    subnetwork("run"),
    router("router", {}, "other"),
    nat(),
    service({ vpcAccess: direct("ALL_TRAFFIC"), from: ["run"] }),
  ],
  findings: [{ resource: "api", kind: "violation", path: "template.vpcAccess.egress" }],
} satisfies PolicyCase;
