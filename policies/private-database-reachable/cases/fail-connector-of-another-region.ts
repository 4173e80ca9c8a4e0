import {
  byConnector,
  connector,
  database,
  direct,
  network,
  service,
  serviceConnection,
  subnetwork,
} from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    serviceConnection(),
    database(),
    connector("connector", { region: "us-central1" }),
    subnetwork("run", { region: "us-central1" }),
    service({
      vpcAccess: byConnector(),
      envs: [{ name: "DATABASE_URL", value: UNKNOWN }],
      from: ["db", "connector"],
    }),
    service({
      name: "interface",
      vpcAccess: direct(),
      envs: [{ name: "DATABASE_URL", value: UNKNOWN }],
      from: ["db", "run"],
    }),
  ],
  findings: [
    { resource: "api", kind: "violation", path: "template.vpcAccess.connector" },
    {
      resource: "interface",
      kind: "violation",
      path: "template.vpcAccess.networkInterfaces[0].subnetwork",
    },
  ],
} satisfies PolicyCase;
