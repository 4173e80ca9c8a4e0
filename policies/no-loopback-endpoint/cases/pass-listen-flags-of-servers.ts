import type { PolicyCase } from "../../testing/policy-case";

/** What --host and -b mean depends on the program. */
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
                  command: ["gunicorn", "-b", "127.0.0.1:8000", "app:app"],
                },
                {
                  name: "b",
                  image: "registry.example.com/api:1.4.2",
                  command: ["uvicorn", "app:app", "--host", "localhost", "--port", "8001"],
                },
                {
                  name: "c",
                  image: "registry.example.com/api:1.4.2",
                  args: [
                    "--listen=127.0.0.1:8080",
                    "--http=127.0.0.1:8081",
                    "--web.listen-address=127.0.0.1:9090",
                    "--metrics-bind-address=127.0.0.1:8082",
                  ],
                },
                {
                  name: "d",
                  image: "registry.example.com/api:1.4.2",
                  command: ["sh", "-c", "exec next start -H 0.0.0.0"],
                },
                { name: "e", image: "registry.example.com/api:1.4.2", args: ["--host", "0.0.0.0"] },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
