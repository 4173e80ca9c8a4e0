import type { PolicyCase } from "../../testing/policy-case";

/** The variable that a key becomes tells what it is. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:ConfigMap",
      name: "settings",
      props: { metadata: { name: "settings" }, data: { hosts: "localhost:8080" } },
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
                    {
                      name: "ALLOWED_HOSTS",
                      valueFrom: { configMapKeyRef: { name: "settings", key: "hosts" } },
                    },
                  ],
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
