import type { PolicyCase } from "../../testing/policy-case";
import { bouncer, bouncerService, CONTAINER, client, timescale } from "../cluster.fixture";

const viaBouncer = {
  env: [
    { name: "DB_HOST", value: "pgbouncer" },
    { name: "DB_POOL_SIZE", value: "20" },
  ],
};

// (9 + 3) x 20 = 240 of 2 x 100 clients, while the database has room for its pools.
export default {
  resources: [
    ...timescale(),
    bouncer({ DB_HOST: "postgresql-timescale", MAX_CLIENT_CONN: "100", DEFAULT_POOL_SIZE: "20" }),
    bouncerService,
    client("api", { replicas: 9 }, viaBouncer),
  ],
  findings: [{ resource: "pgbouncer", kind: "violation", path: `${CONTAINER}.env[1].value` }],
} satisfies PolicyCase;
