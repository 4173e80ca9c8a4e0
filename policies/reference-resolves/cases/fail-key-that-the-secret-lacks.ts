import { deployment, secret } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    secret("db", { DB_URL: "postgresql://app:hunter22@db:5432/app" }),
    deployment({
      env: [
        { name: "A", valueFrom: { secretKeyRef: { name: "db", key: "DATABASE_URL" } } },
        { name: "B", valueFrom: { secretKeyRef: { name: "db", key: "DB_URL" } } },
      ],
    }),
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.key",
    },
  ],
  hides: ["hunter22"],
} satisfies PolicyCase;
