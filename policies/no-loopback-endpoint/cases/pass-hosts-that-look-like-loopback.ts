import type { PolicyCase } from "../../testing/policy-case";

/** Names that have loopback in them are other hosts. */
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
                    { name: "A_HOST", value: "localhostess.example.com" },
                    { name: "B_HOST", value: "mylocalhost" },
                    { name: "C_URL", value: "http://not-localhost.db:80" },
                    { name: "D_URL", value: "http://127.0.0.1.nip.io" },
                    { name: "E_URL", value: "http://localhost:pw@db.example.com" },
                    { name: "F_HOST", value: "128.0.0.1" },
                    { name: "G_HOST", value: "0127.0.0.1" },
                    { name: "H_HOST", value: "::127.0.0.1" },
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
