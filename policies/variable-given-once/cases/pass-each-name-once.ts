import { deployment } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const env = [
  { name: "DB_HOST", value: "db" },
  { name: "db_host", value: "db" },
  { name: "DB_PORT", value: "5432" },
];

export default {
  resources: [
    deployment(
      { env, envFrom: [{ configMapRef: { name: "settings", optional: true } }] },
      { initContainers: [{ name: "migrate", env }] },
    ),
  ],
  findings: [],
} satisfies PolicyCase;
