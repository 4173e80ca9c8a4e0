import type { PolicyCase } from "../../testing/policy-case";

/** A sidecar in front of the service. */
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
                  ports: [{ containerPort: 8080 }],
                },
                {
                  name: "auth",
                  image: "quay.io/oauth2-proxy/oauth2-proxy:v7.7.1",
                  args: ["--upstream=http://127.0.0.1:8080/", "--http-address=0.0.0.0:4180"],
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
