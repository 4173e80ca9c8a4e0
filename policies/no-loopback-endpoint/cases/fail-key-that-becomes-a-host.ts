import type { PolicyCase } from "../../testing/policy-case";

/** The variable that a key becomes tells what it is. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:Secret",
      name: "db",
      props: { metadata: { name: "db" }, stringData: { value: "localhost" } },
    },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "api",
      props: {
        metadata: { name: "api" },
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "api",
                  image: "registry.example.com/api:1.4.2",
                  env: [
                    { name: "PGHOST", valueFrom: { secretKeyRef: { name: "db", key: "value" } } },
                  ],
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { resource: "db", kind: "violation", path: "stringData.value" },
    { resource: "api", kind: "violation", path: "spec.template.spec.containers[0].env[0]" },
  ],
} satisfies PolicyCase;
