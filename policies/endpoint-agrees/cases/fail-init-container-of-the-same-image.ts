import type { PolicyCase } from "../../testing/policy-case";
import { deploymentOf, env } from "../program.fixture";

/** The migration runs in another database than the service. */
export default {
  resources: [
    deploymentOf(
      { envFrom: [], env: env({ DATABASE_URL: "postgresql://u@db:5432/aia" }) },
      {
        initContainers: [
          {
            name: "migrate",
            image: "registry.example.com/aia-agent-executor:0.9.0",
            env: env({ DATABASE_URL: "postgresql://u@db:5432/aia_staging" }),
          },
        ],
      },
    ),
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].env[0].value",
    },
  ],
} satisfies PolicyCase;
