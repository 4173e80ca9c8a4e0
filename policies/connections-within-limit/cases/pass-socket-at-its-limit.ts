import { pooled, postgres } from "../../models/connection/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const volumes = [{ name: "cloudsql", cloudSqlInstance: { instances: [UNKNOWN] } }];
const many = { DB_POOL_SIZE: "90", DB_MAX_OVERFLOW: "11" };

export default {
  resources: [
    postgres({ tier: "db-custom-32-122880" }),
    pooled({
      scaling: { maxInstanceCount: 1 },
      variables: { ...many, DB_MAX_OVERFLOW: "10" },
      template: { volumes },
    }),
    pooled({ name: "by-address", scaling: { maxInstanceCount: 1 }, variables: many }),
  ],
  findings: [],
} satisfies PolicyCase;
