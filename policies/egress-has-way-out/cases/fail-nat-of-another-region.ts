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
    router("router", { region: "us-central1" }),
    nat("nat", { region: "us-central1" }),
    service({ vpcAccess: direct("ALL_TRAFFIC"), from: ["run"] }),
  ],
  findings: [{ resource: "api", kind: "violation", path: "template.vpcAccess.egress" }],
} satisfies PolicyCase;
