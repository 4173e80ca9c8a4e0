import type { PolicyCase } from "../../testing/policy-case";

/** Flags, letters, assignments and scripts. */
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
                  command: ["app", "--db-host=localhost", "-h", "127.0.0.1"],
                  args: ["--redis", "localhost:6379", "-Ddb.url=jdbc:mysql://localhost/db"],
                },
                {
                  name: "b",
                  image: "registry.example.com/api:1.4.2",
                  command: [
                    "sh",
                    "-c",
                    "exec app --dsn postgresql://aia:supersecret@localhost:5432/aia_production",
                  ],
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "spec.template.spec.containers[0].command[1]" },
    { kind: "violation", path: "spec.template.spec.containers[0].command[3]" },
    { kind: "violation", path: "spec.template.spec.containers[0].args[1]" },
    { kind: "violation", path: "spec.template.spec.containers[0].args[2]" },
    { kind: "violation", path: "spec.template.spec.containers[1].command[2]" },
  ],
  hides: ["supersecret"],
} satisfies PolicyCase;
