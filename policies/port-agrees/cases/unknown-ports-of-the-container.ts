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
                  ports: [{ containerPort: UNKNOWN, name: UNKNOWN }],
                  env: [{ name: "PORT", value: "7000" }],
                  readinessProbe: { httpGet: { port: 1 } },
                  livenessProbe: { httpGet: { port: "http" } },
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
        spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 8080 }] },
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
      kind: "undetermined",
      path: "spec.template.spec.containers[0].livenessProbe.httpGet.port",
    },
    {
      resource: "api",
      kind: "undetermined",
      path: "spec.template.spec.containers[0].env[0].value",
    },
    { resource: "a", kind: "undetermined", path: "spec.ports[0].targetPort" },
  ],
} satisfies PolicyCase;
