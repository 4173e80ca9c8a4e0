import {
  database,
  job,
  network,
  service,
  serviceConnection,
  serviceV1,
} from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    serviceConnection(),
    database(),
    service({ envs: [{ name: "DATABASE_URL", value: UNKNOWN }], from: ["db"] }),
    job({ envs: [{ name: "DATABASE_URL", value: UNKNOWN }], from: ["db"] }),
    serviceV1({}, { envs: [{ name: "DATABASE_URL", value: UNKNOWN }], from: ["db"] }),
  ],
  findings: [
    { resource: "api", kind: "violation", path: "template.vpcAccess" },
    { resource: "migrate", kind: "violation", path: "template.template.vpcAccess" },
    {
      resource: "old",
      kind: "violation",
      path: 'template.metadata.annotations["run.googleapis.com/vpc-access-connector"]',
    },
  ],
} satisfies PolicyCase;
