import { network, planned, service } from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const pscConfigs = [{ pscEnabled: true }];
const envs = [{ name: "DATABASE_URL", value: UNKNOWN }];

export default {
  resources: [
    network(),
    planned("gcp:sql/databaseInstance:DatabaseInstance", "db", {
      name: "db",
      settings: { ipConfiguration: { ipv4Enabled: false, pscConfigs } },
    }),
    planned(
      "gcp:sql/databaseInstance:DatabaseInstance",
      "both",
      {
        name: "both",
        settings: { ipConfiguration: { ipv4Enabled: false, pscConfigs, privateNetwork: UNKNOWN } },
      },
      { settings: ["main"] },
    ),
    service({ envs, from: ["db", "both"] }),
  ],
  findings: [],
} satisfies PolicyCase;
