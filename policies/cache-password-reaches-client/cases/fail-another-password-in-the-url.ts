import { CONTAINER, client, env, redis, secretOf } from "../../models/cache/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    secretOf({ password: "q7-generated-Xy3" }),
    ...redis(),
    client({ env: env({ REDIS_URL: "redis://:supersecret@redis-master:6379/0" }) }),
  ],
  findings: [{ resource: "api", kind: "violation", path: `${CONTAINER}.env[0].value` }],
  hides: ["q7-generated-Xy3", "supersecret"],
} satisfies PolicyCase;
