import {
  database,
  network,
  service,
  serviceConnection,
} from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    serviceConnection(),
    database(),
    service({ envs: [{ name: "LOG_LEVEL", value: "info" }] }),
  ],
  findings: [],
} satisfies PolicyCase;
