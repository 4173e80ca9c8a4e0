import {
  configMap,
  deployment,
  object,
  secret,
  service,
} from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const base64 = (text: string) => Buffer.from(text).toString("base64");

export default {
  resources: [
    service(),
    service({ clusterIP: "None", ports: [{ port: 5432 }], selector: { app: "db" } }, "db"),
    service({ ports: [{ port: 6379 }] }, "redis-master"),
    service({ type: "ExternalName", externalName: "db.example.com" }, "legacy"),
    object("apps/v1:StatefulSet", "db", {
      spec: {
        serviceName: "db",
        template: {
          metadata: { labels: { app: "db" } },
          spec: { containers: [{ ports: [{ containerPort: 5432 }, { containerPort: 9187 }] }] },
        },
      },
    }),
    configMap("settings", {
      API_URL: "http://api.backend.svc.cluster.local/v1",
      "app.yaml": "redis:\n  url: redis://redis-master:6379/0\n",
    }),
    object("core/v1:Secret", "login", {
      data: { DATABASE_URL: base64("postgresql://app:pw@db-0.db.backend.svc:5432/app") },
    }),
    secret("hosts", { DB_HOST: "db", DB_PORT: "5432" }),
    deployment({
      env: [
        { name: "A_URL", value: "http://api" },
        { name: "REDIS_HOST", value: "redis-master" },
        { name: "LEGACY_URL", value: "postgresql://legacy:6543/app" },
        { name: "EXPORTER_URL", value: "http://db-0.db:9187/metrics" },
        { name: "KUBERNETES_URL", value: "https://kubernetes.default.svc" },
        { name: "DNS_URL", value: "http://kube-dns.kube-system.svc.cluster.local:9153" },
      ],
      envFrom: [
        { configMapRef: { name: "settings" } },
        { secretRef: { name: "login" } },
        { secretRef: { name: "hosts" } },
      ],
    }),
  ],
  findings: [],
} satisfies PolicyCase;
