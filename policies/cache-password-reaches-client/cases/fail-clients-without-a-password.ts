import { CONTAINER, client, env, redis, secretOf } from "../../models/cache/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

/** The cache of incident A15. */
export default {
  resources: [
    secretOf({ password: "q7-generated-Xy3" }),
    ...redis(),
    client({ env: env({ REDIS_URL: "redis://redis-master:6379/0" }) }),
    { ...client(), name: "economic" },
  ],
  findings: [
    { resource: "api", kind: "violation", path: `${CONTAINER}.env[0].value` },
    { resource: "economic", kind: "violation", path: `${CONTAINER}.env[0].value` },
  ],
  hides: ["q7-generated-Xy3"],
} satisfies PolicyCase;
