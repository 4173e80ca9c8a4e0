import { pooled, postgres } from "../../models/connection/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const volumes = [{ name: "cloudsql", cloudSqlInstance: { instances: [UNKNOWN] } }];

export default {
  resources: [
    postgres({ tier: "db-custom-32-122880" }),
    pooled({
      scaling: { maxInstanceCount: 1 },
      variables: { DB_POOL_SIZE: "90", DB_MAX_OVERFLOW: "11" },
      template: { volumes },
    }),
  ],
  findings: [{ resource: "api", kind: "violation", path: "template.containers[0].envs[0].value" }],
} satisfies PolicyCase;
