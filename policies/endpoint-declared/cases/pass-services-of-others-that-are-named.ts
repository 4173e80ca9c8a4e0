import { deployment, service } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    service(),
    deployment({
      env: [
        { name: "DB_URL", value: "postgresql://postgres:5432/app" },
        { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "http://collector.telemetry.svc:4317" },
      ],
    }),
  ],
  options: { elsewhere: ["backend/postgres", "telemetry/*"] },
  findings: [],
} satisfies PolicyCase;
