import type { PolicyCase } from "../../testing/policy-case";
import { CONTAINER, client, settings, timescale } from "../cluster.fixture";

// (4 + 1) x 15 of each, and 3 are reserved: 153 of 100.
export default {
  resources: [settings, ...timescale(), client(), client("economic")],
  findings: [{ resource: "postgresql-timescale", kind: "violation", path: CONTAINER }],
} satisfies PolicyCase;
