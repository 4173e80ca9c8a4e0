import { configMapOf, redis } from "../../models/cache/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    configMapOf(
      { "redis.conf": "user default on nopass ~* +@all\nuser api on >{{ .p }}\n" },
      "conf",
    ),
    ...redis(
      {
        args: ["/etc/redis/redis.conf"],
        volumeMounts: [{ name: "conf", mountPath: "/etc/redis" }],
      },
      { volumes: [{ name: "conf", configMap: { name: "conf" } }] },
    ),
  ],
  findings: [
    { resource: "redis", kind: "violation", path: "spec.template.spec.volumes[0].configMap" },
  ],
} satisfies PolicyCase;
