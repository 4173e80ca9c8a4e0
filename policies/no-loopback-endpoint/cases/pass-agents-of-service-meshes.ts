import type { PolicyCase } from "../../testing/policy-case";

/** The cluster adds them, so no program shows them. */
export default {
  resources: [
    {
      type: "kubernetes:batch/v1:Job",
      name: "import",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "api",
                  image: "registry.example.com/api:1.4.2",
                  command: [
                    "sh",
                    "-c",
                    "import && curl -X POST http://127.0.0.1:15020/quitquitquit",
                  ],
                  env: [{ name: "LINKERD_URL", value: "http://localhost:4191/shutdown" }],
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
