import { type PolicyCase, secret } from "../../testing/policy-case";

const generated = "Xk29slwQ7mP4tY8w";

export default {
  resources: [
    {
      type: "random:index/randomPassword:RandomPassword",
      name: "password",
      props: { length: 16 },
      outputs: { result: secret(generated) },
    },
    {
      type: "gcp:sql/user:User",
      name: "user",
      props: { name: "app", password: secret(generated) },
      propertyDependencies: { password: ["password"] },
    },
    {
      type: "kubernetes:core/v1:Secret",
      name: "db",
      props: { stringData: secret({ URL: `postgres://app:${generated}@10.0.0.5/app` }) },
      propertyDependencies: { stringData: ["password"] },
    },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "api",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  env: [
                    {
                      name: "DB_PASSWORD",
                      valueFrom: { secretKeyRef: { name: "db", key: "password" } },
                    },
                    { name: "DATABASE_URL", value: "postgres://app:$(DB_PASSWORD)@db:5432/app" },
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
