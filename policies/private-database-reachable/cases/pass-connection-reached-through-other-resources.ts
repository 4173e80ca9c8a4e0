import {
  database,
  network,
  planned,
  serviceConnection,
} from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    serviceConnection(),
    planned("time:index/sleep:Sleep", "wait", { createDuration: "60s" }, { triggers: ["psa"] }),
    database("db", ["wait"]),
  ],
  findings: [],
} satisfies PolicyCase;
