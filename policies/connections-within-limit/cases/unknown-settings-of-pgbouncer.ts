import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { bouncer, bouncerService, CONTAINER, client, timescale } from "../cluster.fixture";

const viaBouncer = {
  env: [
    { name: "DB_HOST", value: "pgbouncer" },
    { name: "DB_POOL_SIZE", value: "500" },
  ],
};

// Its clients are known later, and its pools nowhere: an image can have a configuration of its own.
export default {
  resources: [
    ...timescale(),
    bouncer({ DB_HOST: "postgresql-timescale", MAX_CLIENT_CONN: UNKNOWN }),
    bouncerService,
    client("api", { replicas: 9 }, viaBouncer),
  ],
  findings: [
    { resource: "pgbouncer", kind: "undetermined", path: `${CONTAINER}.env[1].value` },
    { resource: "postgresql-timescale", kind: "undetermined", path: CONTAINER },
  ],
} satisfies PolicyCase;
