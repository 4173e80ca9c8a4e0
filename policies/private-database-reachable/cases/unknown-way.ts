import {
  byConnector,
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
    service({ vpcAccess: UNKNOWN, envs: [{ name: "DATABASE_URL", value: UNKNOWN }], from: ["db"] }),
    service({
      name: "connected",
      vpcAccess: byConnector(),
      envs: [{ name: "DATABASE_URL", value: UNKNOWN }],
      from: ["db"],
    }),
    service({
      name: "literal",
      vpcAccess: { connector: "projects/shop/locations/europe-west1/connectors/shared" },
      envs: [{ name: "DATABASE_URL", value: UNKNOWN }],
      from: ["db"],
    }),
    service({ name: "none", envs: [{ name: "DATABASE_URL", value: UNKNOWN }], from: ["db"] }),
  ],
  findings: [
    { resource: "api", kind: "undetermined", path: "template.vpcAccess" },
    { resource: "connected", kind: "undetermined", path: "template.vpcAccess.connector" },
    { resource: "literal", kind: "undetermined", path: "template.vpcAccess.connector" },
    { resource: "none", kind: "violation", path: "template.vpcAccess" },
  ],
} satisfies PolicyCase;
