import {
  byConnector,
  connector,
  direct,
  job,
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
    service({ vpcAccess: direct("ALL_TRAFFIC"), from: ["run"] }),
    job({ vpcAccess: byConnector("ALL_TRAFFIC"), from: ["connector"] }),
    serviceV1({
      "run.googleapis.com/vpc-access-connector": "connector",
      "run.googleapis.com/vpc-access-egress": "all-traffic",
    }),
  ],
  findings: [
    { resource: "api", kind: "violation", path: "template.vpcAccess.egress" },
    { resource: "migrate", kind: "violation", path: "template.template.vpcAccess.egress" },
    {
      resource: "old",
      kind: "violation",
      path: 'template.metadata.annotations["run.googleapis.com/vpc-access-egress"]',
    },
  ],
} satisfies PolicyCase;
