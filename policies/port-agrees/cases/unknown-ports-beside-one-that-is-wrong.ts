import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

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
                  readinessProbe: { httpGet: { port: UNKNOWN } },
                  livenessProbe: { httpGet: { port: 1 } },
                },
              ],
            },
          },
        },
      },
    },
    {
      type: "kubernetes:core/v1:Service",
      name: "a",
      props: {
        metadata: { name: "a", namespace: "shop" },
        spec: {
          selector: { app: "api" },
          ports: [
            { port: 80, targetPort: UNKNOWN },
            { port: 81, targetPort: 8080 },
          ],
        },
      },
    },
    {
      type: "kubernetes:core/v1:Service",
      name: "b",
      props: {
        metadata: { name: "b", namespace: "shop" },
        spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 8000 }] },
      },
    },
  ],
  findings: [
    {
      resource: "api",
      kind: "undetermined",
      path: "spec.template.spec.containers[0].readinessProbe.httpGet.port",
    },
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].livenessProbe.httpGet.port",
    },
    { resource: "a", kind: "undetermined", path: "spec.ports[0].targetPort" },
    { resource: "a", kind: "violation", path: "spec.ports[1].targetPort" },
  ],
} satisfies PolicyCase;
