import { client, env, fromSecret, redis } from "../../models/cache/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    ...redis(),
    client({ env: [...env({ REDIS_HOST: "redis-master" }), fromSecret("REDIS_PASSWORD")] }),
  ],
  findings: [],
} satisfies PolicyCase;
