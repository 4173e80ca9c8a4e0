import {
  deployment,
  namespace,
  object,
  secret,
  service,
} from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const at = "spec.template.spec.containers[0]";

export default {
  resources: [
    namespace(),
    service(),
    service({ clusterIP: "None", ports: [{ port: 5432 }], selector: { app: "db" } }, "db"),
    service({ type: "ExternalName", externalName: "gone.backend.svc.cluster.local" }, "alias"),
    object("apps/v1:StatefulSet", "db", {
      spec: {
        template: {
          metadata: { labels: { app: "db" } },
          spec: { containers: [{ ports: [{ containerPort: 5432 }] }] },
        },
      },
    }),
    secret("login", { DATABASE_URL: "postgresql://app:hunter22@dbs:5432/app" }),
    deployment({
      env: [
        { name: "TARGET_URL", value: "http://api:8000" },
        { name: "POD_URL", value: "http://api-0.api.backend.svc:80" },
        { name: "OTHER_POD_URL", value: "postgresql://cache-0.db.backend.svc:5432/app" },
        { name: "DB_PORT_URL", value: "postgresql://db:6432/app" },
        { name: "ALIAS_URL", value: "http://alias:80" },
        { name: "REDIS_HOST", value: "redis-master" },
        { name: "DB_HOST", value: "db" },
        { name: "DB_PORT", value: "6543" },
      ],
      envFrom: [{ secretRef: { name: "login" } }],
    }),
  ],
  findings: [
    ...[0, 1, 2, 3, 4, 5, 6].map((index) => ({
      resource: "api",
      kind: "violation" as const,
      path: `${at}.env[${index}].value`,
    })),
    { resource: "api", kind: "violation", path: `${at}.envFrom[0].secretRef` },
  ],
  hides: ["hunter22"],
} satisfies PolicyCase;
