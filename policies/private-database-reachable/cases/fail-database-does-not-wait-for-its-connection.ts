import {
  database,
  network,
  planned,
  serviceConnection,
} from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    serviceConnection(),
    database("db", []),
    planned(
      "gcp:redis/instance:Instance",
      "cache",
      { connectMode: "PRIVATE_SERVICE_ACCESS", authorizedNetwork: UNKNOWN },
      { authorizedNetwork: ["main"] },
    ),
  ],
  findings: [
    { resource: "db", kind: "violation", path: "settings.ipConfiguration.privateNetwork" },
    { resource: "cache", kind: "violation", path: "authorizedNetwork" },
  ],
} satisfies PolicyCase;
