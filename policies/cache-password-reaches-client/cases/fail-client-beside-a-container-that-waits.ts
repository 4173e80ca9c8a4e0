import { CONTAINER, client, env, redis, secretOf } from "../../models/cache/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const host = env({ REDIS_HOST: "redis-master" });
const wait = { name: "wait", image: "busybox:1.37", env: host, command: ["nc", "redis-master"] };

export default {
  resources: [
    secretOf({ password: "q7-generated-Xy3" }),
    ...redis(),
    client({ env: host }, { initContainers: [wait] }),
  ],
  findings: [{ resource: "api", kind: "violation", path: `${CONTAINER}.env[0].value` }],
} satisfies PolicyCase;
