import type { PolicyCase } from "../../testing/policy-case";

/** Words are no hosts, and comments are no settings. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:ConfigMap",
      name: "settings",
      props: {
        metadata: { name: "settings" },
        data: {
          "README.md": "Connect to http://localhost:3000 in development.\n",
          ".env": "# DATABASE_URL=postgres://localhost/db\nLOG=debug # localhost:5432 in dev\n",
          "app.yaml": "# url: postgres://localhost/db\nmessage: use localhost in dev\n",
        },
      },
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
                    { name: "HELP", value: "see http://localhost:3000/docs in development" },
                    { name: "MODE", value: "localhost" },
                    { name: "ADMIN_EMAIL", value: "admin@localhost" },
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
