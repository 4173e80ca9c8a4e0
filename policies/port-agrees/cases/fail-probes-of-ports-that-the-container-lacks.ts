import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "api",
      props: {
        metadata: { name: "api", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: { app: "api" } },
            spec: {
              containers: [
                {
                  name: "api",
                  image: "shop/api:1",
                  ports: [{ containerPort: 8000, name: "http" }],
                  readinessProbe: { httpGet: { path: "/", port: 8080 } },
                  livenessProbe: { tcpSocket: { port: "admin" } },
                  startupProbe: { httpGet: { path: "/", port: "9000" } },
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "spec.template.spec.containers[0].readinessProbe.httpGet.port" },
    { kind: "violation", path: "spec.template.spec.containers[0].livenessProbe.tcpSocket.port" },
    { kind: "violation", path: "spec.template.spec.containers[0].startupProbe.httpGet.port" },
  ],
} satisfies PolicyCase;
