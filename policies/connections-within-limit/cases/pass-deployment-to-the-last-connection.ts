import type { PolicyCase } from "../../testing/policy-case";
import { client, settings, timescale } from "../cluster.fixture";

// (4 + 1) x 15 and 3 reserved are 78.
export default {
  resources: [settings, ...timescale({ args: ["-c", "max_connections=78"] }), client()],
  findings: [],
} satisfies PolicyCase;
