import type { PolicyCase } from "../../testing/policy-case";

/** Init containers, sidecars and ephemeral ones connect as well. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:Pod",
      name: "api",
      props: {
        metadata: { name: "api" },
        spec: {
          initContainers: [
            {
              name: "init",
              image: "registry.example.com/api:1.4.2",
              env: [
                {
                  name: "DATABASE_URL",
                  value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                },
              ],
            },
            {
              name: "side",
              image: "registry.example.com/api:1.4.2",
              env: [
                {
                  name: "DATABASE_URL",
                  value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                },
              ],
              restartPolicy: "Always",
            },
          ],
          containers: [
            { name: "api", image: "registry.example.com/api:1.4.2" },
            {
              name: "second",
              image: "registry.example.com/api:1.4.2",
              env: [
                {
                  name: "DATABASE_URL",
                  value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                },
              ],
            },
          ],
          ephemeralContainers: [
            {
              name: "debug",
              image: "registry.example.com/api:1.4.2",
              env: [
                {
                  name: "DATABASE_URL",
                  value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                },
              ],
            },
          ],
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "spec.initContainers[0].env[0].value" },
    { kind: "violation", path: "spec.initContainers[1].env[0].value" },
    { kind: "violation", path: "spec.containers[1].env[0].value" },
    { kind: "violation", path: "spec.ephemeralContainers[0].env[0].value" },
  ],
  hides: ["supersecret"],
} satisfies PolicyCase;
