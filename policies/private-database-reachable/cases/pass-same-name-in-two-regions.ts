import {
  connector,
  database,
  network,
  service,
  serviceConnection,
  serviceV1,
  subnetwork,
} from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const envs = [{ name: "DB_HOST", value: UNKNOWN }];
const KEY = "run.googleapis.com/vpc-access-connector";
const elsewhere = "projects/shop/locations/us-central1/connectors/shared";

export default {
  resources: [
    network(),
    serviceConnection(),
    database(),
    connector("near", { name: "shared" }),
    connector("far", { name: "shared", region: "us-central1", ipCidrRange: "10.8.1.0/28" }),
    subnetwork("run-near", { name: "run" }),
    subnetwork("run-far", { name: "run", region: "us-central1", ipCidrRange: "10.0.1.0/24" }),
    serviceV1({ [KEY]: "shared" }, { name: "v1", envs, from: ["db"] }),
    service({
      name: "us",
      location: "us-central1",
      envs,
      vpcAccess: { connector: elsewhere },
      from: ["db"],
    }),
    service({
      name: "direct",
      envs,
      vpcAccess: { networkInterfaces: [{ subnetwork: "run" }] },
      from: ["db"],
    }),
  ],
  findings: [],
} satisfies PolicyCase;
