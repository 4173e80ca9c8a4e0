import {
  database,
  network,
  service,
  serviceConnection,
} from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    serviceConnection(),
    database(),
    service({
      volumes: [{ name: "cloudsql", cloudSqlInstance: { instances: [UNKNOWN] } }],
      from: ["db"],
    }),
  ],
  findings: [{ resource: "api", kind: "violation", path: "template.vpcAccess" }],
} satisfies PolicyCase;
