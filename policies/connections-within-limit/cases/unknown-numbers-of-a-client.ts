import { pooled, postgres } from "../../models/connection/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    postgres(),
    pooled(),
    pooled({ name: "web", variables: { DB_POOL_SIZE: UNKNOWN } }),
    pooled({ name: "worker", scaling: { maxInstanceCount: UNKNOWN } }),
    pooled({ name: "bounced", container: { image: "bitnami/pgbouncer:1.23.1" } }),
  ],
  findings: [
    { resource: "db", kind: "undetermined", path: "settings.tier" },
    { resource: "db", kind: "undetermined", path: "settings.tier" },
    { resource: "db", kind: "undetermined", path: "settings.tier" },
  ],
} satisfies PolicyCase;
