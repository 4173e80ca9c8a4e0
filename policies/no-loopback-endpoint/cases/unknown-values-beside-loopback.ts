import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

/** What cannot be read hides nothing. */
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
                { name: "A", value: UNKNOWN },
                {
                  name: "DATABASE_URL",
                  value: "postgresql://aia:supersecret@localhost:5432/aia_production",
                },
                UNKNOWN,
              ],
              args: [UNKNOWN, "--redis-host=localhost"],
            },
          ],
        },
      },
    },
  ],
  findings: [
    { kind: "undetermined", path: "template.containers[0].envs" },
    { kind: "violation", path: "template.containers[0].envs[1].value" },
    { kind: "undetermined", path: "template.containers[0].args[0]" },
    { kind: "violation", path: "template.containers[0].args[1]" },
  ],
  hides: ["supersecret"],
} satisfies PolicyCase;
