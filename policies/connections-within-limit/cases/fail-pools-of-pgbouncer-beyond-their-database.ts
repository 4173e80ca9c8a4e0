import type { PolicyCase } from "../../testing/policy-case";
import { bouncer, bouncerFile, bouncerService, CONTAINER, timescale } from "../cluster.fixture";

// One pool of 40 in each of three pods while they are replaced, told by a file: 123 of 100.
export default {
  resources: [
    ...timescale(),
    bouncerFile(
      "[databases]\n* = host=postgresql-timescale port=5432\n\n[pgbouncer]\npool_mode = transaction\ndefault_pool_size = 40\n",
    ),
    bouncer({}, "pgbouncer-settings"),
    bouncerService,
  ],
  findings: [{ resource: "postgresql-timescale", kind: "violation", path: CONTAINER }],
} satisfies PolicyCase;
