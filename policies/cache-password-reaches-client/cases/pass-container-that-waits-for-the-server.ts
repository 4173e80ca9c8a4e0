import { client, env, fromSecret, redis, secretOf } from "../../models/cache/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const host = env({ REDIS_HOST: "redis-master" });
const wait = {
  name: "wait",
  image: "busybox:1.37",
  env: host,
  command: ["sh", "-c", "until nc -z $REDIS_HOST 6379; do sleep 1; done"],
};

export default {
  resources: [
    secretOf({ password: "q7-generated-Xy3" }),
    ...redis(),
    client({ env: [...host, fromSecret("REDIS_PASSWORD")] }, { initContainers: [wait] }),
    { ...client({}, { initContainers: [wait] }), name: "asks" },
  ],
  findings: [],
} satisfies PolicyCase;
