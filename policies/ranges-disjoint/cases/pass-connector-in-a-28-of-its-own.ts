import {
  byConnector,
  connectorIn,
  network,
  service,
  subnetwork,
} from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("run", { ipCidrRange: "10.8.0.0/28" }),
    connectorIn("run"),
    service({ vpcAccess: byConnector(), from: ["connector"] }),
  ],
  findings: [],
} satisfies PolicyCase;
