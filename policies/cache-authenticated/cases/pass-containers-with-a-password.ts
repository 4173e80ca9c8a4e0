import { env, fromSecret, redis, secretOf } from "../../models/cache/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    secretOf({ password: "q7-generated-Xy3", "redis.conf": "requirepass q7-generated-Xy3\n" }),
    ...redis(),
    {
      ...redis({ image: "bitnami/redis:7.4", env: [fromSecret("REDIS_PASSWORD")] })[0],
      name: "bitnami",
    },
    {
      ...redis({ args: ["redis-server", "--bind", "127.0.0.1", "--port", "6379"] })[0],
      name: "local",
    },
    {
      ...redis({ command: ["redis-cli", "-h", "redis-master", "ping"], args: [] })[0],
      name: "client",
    },
    {
      ...redis({ image: "example.com/redis-consumer:1.0.0", env: env({ A: "b" }) })[0],
      name: "own",
    },
  ],
  findings: [],
} satisfies PolicyCase;
