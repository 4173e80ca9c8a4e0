import type { PolicyCase } from "../../testing/policy-case";

/** The socket of Cloud SQL is a file. */
export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: {
        name: "api",
        template: {
          containers: [
            {
              name: "api",
              image: "registry.example.com/api:1.4.2",
              envs: [
                { name: "DATABASE_URL", value: "postgresql://app@/db?host=/cloudsql/p:r:i" },
                { name: "DB_DSN", value: "user=app dbname=db host=/cloudsql/p:r:i" },
                { name: "MYSQL_DSN", value: "app:pw@unix(/cloudsql/p:r:i)/db" },
                { name: "DB_HOST", value: "/cloudsql/p:r:i" },
                {
                  name: "SQLALCHEMY_URL",
                  value: "postgresql+asyncpg://app:pw@localhost/db?host=/cloudsql/p:r:i",
                },
              ],
            },
          ],
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
