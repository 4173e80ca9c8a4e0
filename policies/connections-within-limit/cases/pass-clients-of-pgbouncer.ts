import type { PolicyCase } from "../../testing/policy-case";
import { bouncer, bouncerService, client, timescale } from "../cluster.fixture";

const viaBouncer = {
  env: [
    { name: "DB_HOST", value: "pgbouncer" },
    { name: "DB_POOL_SIZE", value: "10" },
  ],
};

// 9 x 10 clients, and twice as many in a rollout, of 2 x 500; 3 x 20 connections of 97.
export default {
  resources: [
    ...timescale(),
    bouncer({ DB_HOST: "postgresql-timescale", MAX_CLIENT_CONN: "500", DEFAULT_POOL_SIZE: "20" }),
    bouncerService,
    client("api", { replicas: 9 }, viaBouncer),
  ],
  findings: [],
} satisfies PolicyCase;
