import { CONTAINER, env, redis } from "../../models/cache/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

/** The official image reads no password from a variable. */
export default {
  resources: [
    ...redis({}),
    { ...redis({ env: env({ REDIS_PASSWORD: "q7-generated-Xy3" }) })[0], name: "told" },
    {
      ...redis({
        image: "bitnami/redis:7.4",
        env: env({ ALLOW_EMPTY_PASSWORD: "yes" }),
      })[0],
      name: "bitnami",
    },
    { ...redis({ args: ["redis-server", "--requirepass", ""] })[0], name: "empty" },
  ],
  findings: [
    { resource: "redis", kind: "violation", path: CONTAINER },
    { resource: "told", kind: "violation", path: CONTAINER },
    { resource: "bitnami", kind: "violation", path: `${CONTAINER}.env[0].value` },
    { resource: "empty", kind: "violation", path: CONTAINER },
  ],
  hides: ["q7-generated-Xy3"],
} satisfies PolicyCase;
