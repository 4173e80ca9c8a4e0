import {
  byConnector,
  connector,
  direct,
  network,
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
    service({ vpcAccess: direct("PRIVATE_RANGES_ONLY"), from: ["run"] }),
    service({ name: "default", vpcAccess: byConnector(), from: ["connector"] }),
    serviceV1({ "run.googleapis.com/vpc-access-connector": "connector" }),
  ],
  findings: [],
} satisfies PolicyCase;
