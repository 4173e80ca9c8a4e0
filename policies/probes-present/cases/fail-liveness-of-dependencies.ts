import { deployment, object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const httpGet = { path: "/health", port: "http" };
const ports = [{ name: "http", containerPort: 8000 }];

export default {
  resources: [
    deployment({
      ports,
      startupProbe: { httpGet },
      livenessProbe: { httpGet: { path: "/health/ready?token=s3cr3t", port: "http" } },
      readinessProbe: { httpGet },
    }),
    object("core/v1:Pod", "twins", {
      spec: {
        containers: [
          {
            ports,
            startupProbe: { httpGet },
            livenessProbe: { httpGet },
            readinessProbe: { httpGet },
          },
        ],
      },
    }),
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].livenessProbe.httpGet.path",
    },
    { resource: "twins", kind: "violation", path: "spec.containers[0].livenessProbe" },
  ],
  hides: ["s3cr3t"],
} satisfies PolicyCase;
