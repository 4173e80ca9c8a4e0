import { client, env, fromSecret, redis, secretOf } from "../../models/cache/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

/** Others refuse a secretKeyRef for a password; here it is the right way. */
export default {
  resources: [
    secretOf({ password: "q7-generated-Xy3" }),
    ...redis(),
    client({ env: [...env({ REDIS_HOST: "redis-master" }), fromSecret("REDIS_PASSWORD")] }),
  ],
  findings: [],
} satisfies PolicyCase;
