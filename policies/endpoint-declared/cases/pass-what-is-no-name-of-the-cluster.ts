import { configMap, deployment, object, service } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    service(),
    configMap("unread", { DB_URL: "postgresql://db:5432/app", API_URL: "http://api.backend.svc" }),
    object("core/v1:Pod", "aliases", {
      spec: {
        hostAliases: [{ ip: "10.0.0.5", hostnames: ["legacy"] }],
        containers: [
          {
            env: [
              { name: "A_URL", value: "http://legacy:80" },
              { name: "B_URL", value: "http://metadata/computeMetadata/v1" },
            ],
          },
        ],
      },
    }),
    object("core/v1:Pod", "of-the-node", {
      spec: {
        dnsPolicy: "Default",
        containers: [{ env: [{ name: "A_URL", value: "http://intranet:80" }] }],
      },
    }),
    deployment({
      env: [
        { name: "DATABASE_URL", value: "postgresql://10.20.0.5:5432/app" },
        { name: "EXTERNAL_URL", value: "https://example.com" },
        { name: "INTERNAL_HOST", value: "db.internal" },
        { name: "LOCAL_URL", value: "http://localhost:9000" },
        { name: "CACHE_BACKEND", value: "redis" },
        { name: "DATABASE", value: "postgres" },
        { name: "APP_HOST", value: "frontend" },
        { name: "HOSTNAME", value: "worker" },
        { name: "SERVICE_NAME", value: "billing" },
        { name: "ALLOWED_HOSTS", value: "web,api.backend" },
        { name: "LOG_LEVEL", value: "info" },
      ],
    }),
  ],
  findings: [],
} satisfies PolicyCase;
