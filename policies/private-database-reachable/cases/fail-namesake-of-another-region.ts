import {
  connector,
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
    connector("near", { name: "shared" }),
    connector("far", { name: "shared", region: "us-central1", ipCidrRange: "10.8.1.0/28" }),
    service({
      envs: [{ name: "DB_HOST", value: UNKNOWN }],
      vpcAccess: { connector: "projects/shop/locations/us-central1/connectors/shared" },
      from: ["db"],
    }),
  ],
  findings: [{ resource: "api", kind: "violation", path: "template.vpcAccess.connector" }],
} satisfies PolicyCase;
