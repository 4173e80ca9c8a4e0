import { configMap, deployment, secret } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";
import { allowDns, cache, cacheService, denyAll, namespaces } from "../program.fixture";

export default {
  resources: [
    secret("cache-password", { REDIS_URL: "redis://:supersecret@redis.data:6379/0" }),
    configMap("cache-host", { CACHE_HOST: "redis.data.svc.cluster.local", CACHE_PORT: "6379" }),
    deployment({
      envFrom: [
        { secretRef: { name: "cache-password" } },
        { configMapRef: { name: "cache-host" } },
      ],
    }),
    ...namespaces,
    cache("store", "redis"),
    cacheService(),
    denyAll(),
    denyAll("data"),
    allowDns,
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].envFrom[0].secretRef",
    },
  ],
  hides: ["supersecret"],
} satisfies PolicyCase;
