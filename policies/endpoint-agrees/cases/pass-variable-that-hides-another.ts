import type { PolicyCase } from "../../testing/policy-case";
import { deploymentOf, env } from "../program.fixture";

/** The program sees the last one; that the name is given twice is for another policy. */
export default {
  resources: [
    deploymentOf({
      envFrom: [],
      env: [
        { name: "DB_HOST", value: "old-db" },
        { name: "DB_HOST", value: "db" },
        ...env({ DATABASE_URL: "postgresql://u@db:5432/aia" }),
      ],
    }),
  ],
  findings: [],
} satisfies PolicyCase;
