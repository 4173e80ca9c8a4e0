import type { PolicyCase } from "../../testing/policy-case";
import { CONTAINER, deploymentOf, secretOf } from "../program.fixture";

export default {
  resources: [
    secretOf({ url: "redis://:pa55word@redis-master:6379/0" }),
    deploymentOf({
      envFrom: [],
      env: [
        { name: "REDIS_URL", valueFrom: { secretKeyRef: { name: "aia-secrets", key: "url" } } },
      ],
      args: ["--redis-host=redis-replicas"],
    }),
  ],
  findings: [{ resource: "api", kind: "violation", path: `${CONTAINER}.args[0]` }],
  hides: ["pa55word"],
} satisfies PolicyCase;
