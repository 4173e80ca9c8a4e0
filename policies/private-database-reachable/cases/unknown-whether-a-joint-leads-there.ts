import {
  database,
  direct,
  network,
  planned,
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
    network("other"),
    subnetwork("run", {}, "other"),
    planned(
      "gcp:compute/networkPeering:NetworkPeering",
      "joint",
      { network: UNKNOWN, peerNetwork: UNKNOWN },
      { network: ["main"], peerNetwork: ["other"] },
    ),
    service({
      vpcAccess: direct(),
      envs: [{ name: "DATABASE_URL", value: UNKNOWN }],
      from: ["db", "run"],
    }),
  ],
  findings: [
    {
      resource: "api",
      kind: "undetermined",
      path: "template.vpcAccess.networkInterfaces[0].subnetwork",
    },
  ],
} satisfies PolicyCase;
