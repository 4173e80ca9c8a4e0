import { env, fromSecret, redis, secretOf } from "../../models/cache/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    secretOf({ password: "q7-generated-Xy3" }),
    ...redis(undefined, {
      initContainers: [
        {
          name: "exporter",
          image: "oliver006/redis_exporter:v1.62.0",
          restartPolicy: "Always",
          env: [...env({ REDIS_ADDR: "redis://localhost:6379" }), fromSecret("REDIS_PASSWORD")],
        },
      ],
    }),
  ],
  findings: [],
} satisfies PolicyCase;
