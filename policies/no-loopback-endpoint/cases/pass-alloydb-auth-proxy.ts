import type { PolicyCase } from "../../testing/policy-case";

/** The proxy of AlloyDB listens on 5432. */
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
                  env: [{ name: "PGHOST", value: "127.0.0.1" }],
                },
                {
                  name: "proxy",
                  image: "gcr.io/alloydb-connectors/alloydb-auth-proxy:1.11.0",
                  args: ["projects/p/locations/r/clusters/c/instances/i"],
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
