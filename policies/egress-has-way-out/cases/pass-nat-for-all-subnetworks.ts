import {
  byConnector,
  connector,
  direct,
  job,
  nat,
  network,
  router,
  service,
  serviceV1,
  subnetwork,
} from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("run"),
    connector(),
    router(),
    nat(),
    service({ vpcAccess: direct("ALL_TRAFFIC"), from: ["run"] }),
    service({ name: "web", vpcAccess: byConnector("ALL_TRAFFIC"), from: ["connector"] }),
    job({ vpcAccess: byConnector("ALL_TRAFFIC"), from: ["connector"] }),
    serviceV1({
      "run.googleapis.com/vpc-access-connector": "connector",
      "run.googleapis.com/vpc-access-egress": "all-traffic",
    }),
  ],
  findings: [],
} satisfies PolicyCase;
