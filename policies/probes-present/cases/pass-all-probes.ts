import { deployment, object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const ports = [{ containerPort: 8000 }];
const probes = {
  startupProbe: { httpGet: { path: "/health", port: 8000 }, failureThreshold: 30 },
  livenessProbe: { httpGet: { path: "/livez", port: 8000 } },
  readinessProbe: { httpGet: { path: "/readyz", port: 8000 }, periodSeconds: 5, timeoutSeconds: 5 },
};

export default {
  resources: [
    deployment(
      { ports, ...probes },
      {
        initContainers: [
          { name: "migrate" },
          { name: "proxy", restartPolicy: "Always", ports: [{ containerPort: 5432 }] },
        ],
      },
    ),
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "run",
      props: {
        template: {
          containers: [
            {
              ports: { containerPort: 8000 },
              startupProbe: { tcpSocket: {} },
              livenessProbe: { httpGet: { path: "/livez" } },
            },
            { name: "proxy" },
          ],
        },
      },
    },
    object("core/v1:Pod", "database", {
      spec: {
        containers: [
          {
            ports: [{ containerPort: 5432 }],
            startupProbe: { exec: { command: ["pg_isready"] } },
            livenessProbe: { exec: { command: ["pg_isready"] } },
            readinessProbe: { exec: { command: ["pg_isready"] } },
          },
          { name: "exporter", ports: [{ name: "metrics", containerPort: 9187 }] },
        ],
      },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
