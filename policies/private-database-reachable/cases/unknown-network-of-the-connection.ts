import { database, network, planned } from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    planned("gcp:servicenetworking/connection:Connection", "psa", { network: UNKNOWN }),
    database(),
  ],
  findings: [
    { resource: "db", kind: "undetermined", path: "settings.ipConfiguration.privateNetwork" },
  ],
} satisfies PolicyCase;
