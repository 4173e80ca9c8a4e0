import type { PolicyCase } from "../../testing/policy-case";
import { CONTAINER, deploymentOf } from "../program.fixture";

/** The program sees the last one, and whoever reads the first one is wrong. */
export default {
  resources: [
    deploymentOf({
      envFrom: [],
      env: [
        { name: "DB_HOST", value: "old-db" },
        { name: "DB_HOST", value: "db" },
        { name: "LOG_LEVEL", value: "info" },
        { name: "LOG_LEVEL", value: "debug" },
      ],
    }),
  ],
  findings: [{ resource: "api", kind: "violation", path: `${CONTAINER}.env[1].value` }],
} satisfies PolicyCase;
