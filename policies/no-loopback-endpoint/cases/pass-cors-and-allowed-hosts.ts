import type { PolicyCase } from "../../testing/policy-case";

/** Hosts and origins to compare with are not connected to. */
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
                    { name: "ALLOWED_HOSTS", value: "localhost,127.0.0.1" },
                    { name: "CORS_ORIGINS", value: "http://localhost:3000" },
                    { name: "ALLOWED_ORIGINS", value: '["http://localhost:3000"]' },
                    { name: "CSRF_TRUSTED_ORIGINS", value: "http://localhost" },
                    { name: "TRUSTED_PROXIES", value: "127.0.0.1" },
                    { name: "FORWARDED_ALLOW_IPS", value: "127.0.0.1" },
                  ],
                  args: ["--cors-origins=http://localhost:3000"],
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
