import {
  byConnector,
  connector,
  database,
  direct,
  job,
  network,
  service,
  serviceConnection,
  serviceV1,
  subnetwork,
} from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    serviceConnection(),
    database(),
    subnetwork("run"),
    connector(),
    service({
      vpcAccess: direct(),
      envs: [{ name: "DATABASE_URL", value: UNKNOWN }],
      from: ["db", "run"],
    }),
    service({
      name: "connected",
      vpcAccess: byConnector("ALL_TRAFFIC"),
      envs: [{ name: "DATABASE_URL", value: UNKNOWN }],
      from: ["db", "connector"],
    }),
    job({
      vpcAccess: byConnector(),
      envs: [{ name: "DATABASE_URL", value: UNKNOWN }],
      from: ["db", "connector"],
    }),
    serviceV1(
      { "run.googleapis.com/vpc-access-connector": "connector" },
      { envs: [{ name: "DATABASE_URL", value: UNKNOWN }], from: ["db"] },
    ),
    serviceV1(
      { "run.googleapis.com/network-interfaces": '[{"network":"main","subnetwork":"run"}]' },
      { name: "interfaces", envs: [{ name: "DATABASE_URL", value: UNKNOWN }], from: ["db"] },
    ),
  ],
  findings: [],
} satisfies PolicyCase;
