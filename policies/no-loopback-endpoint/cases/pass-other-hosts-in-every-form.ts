import type { PolicyCase } from "../../testing/policy-case";

/** The same forms with another host. */
export default {
  resources: [
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
                    { name: "A", value: "postgresql://u:p@db.example.com:5432/db" },
                    { name: "B", value: "jdbc:mysql://10.0.0.5/db" },
                    { name: "C", value: "host=db.example.com user=localhost password=127.0.0.1" },
                    { name: "D", value: "u:p@tcp(10.0.0.5:3306)/db" },
                    { name: "E", value: "Server=10.0.0.5,1433;Password=localhost" },
                    { name: "PGHOST", value: "10.0.0.5" },
                    { name: "BROKERS", value: "a.example.com:9092,b.example.com:9092" },
                  ],
                  args: ["--db-host=db.example.com", "-h", "10.0.0.5"],
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
