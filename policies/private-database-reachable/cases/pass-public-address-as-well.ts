import { network, planned, service } from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    planned(
      "gcp:sql/databaseInstance:DatabaseInstance",
      "db",
      { name: "db", settings: { ipConfiguration: { ipv4Enabled: true, privateNetwork: UNKNOWN } } },
      { settings: ["main"] },
    ),
    service({ envs: [{ name: "DATABASE_URL", value: UNKNOWN }], from: ["db"] }),
  ],
  findings: [],
} satisfies PolicyCase;
