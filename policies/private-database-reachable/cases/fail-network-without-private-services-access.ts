import { database, network, serviceConnection } from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    network("other"),
    serviceConnection("psa", "other"),
    database("db", ["psa"]),
  ],
  findings: [
    { resource: "db", kind: "violation", path: "settings.ipConfiguration.privateNetwork" },
  ],
} satisfies PolicyCase;
