import { CONTAINER, client, env, redis, secretOf } from "../../models/cache/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    secretOf({ password: "q7-generated-Xy3" }),
    ...redis(),
    client({
      env: env({ REDIS_HOST: "redis-master" }),
      envFrom: [{ secretRef: { name: UNKNOWN } }],
    }),
    { ...client(), name: "economic" },
  ],
  findings: [
    { resource: "api", kind: "undetermined", path: `${CONTAINER}.envFrom[0].secretRef` },
    { resource: "economic", kind: "violation", path: `${CONTAINER}.env[0].value` },
  ],
} satisfies PolicyCase;
