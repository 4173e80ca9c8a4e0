import {
  bouncer,
  bouncerService,
  client,
  timescale,
} from "../../connections-within-limit/cluster.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const told = (host: string, seconds: string) => ({
  env: [
    { name: "DB_HOST", value: host },
    { name: "DB_CONNECT_TIMEOUT", value: seconds },
  ],
});

// One stands before several databases, and what its clients are told is no time of one of them.
export default {
  resources: [
    ...timescale(),
    bouncer({ DB_HOST: "postgresql-timescale", DB_CONNECT_TIMEOUT: "7" }),
    bouncerService,
    client("api", {}, told("pgbouncer", "5")),
    client("web", {}, told("pgbouncer", "9")),
    client("batch", {}, told("postgresql-timescale", "20")),
  ],
  findings: [],
} satisfies PolicyCase;
