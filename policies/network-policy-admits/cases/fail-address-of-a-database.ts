import type { PolicyCase } from "../../testing/policy-case";
import { allowDns, client, denyAll } from "../program.fixture";

export default {
  resources: [
    client({ DATABASE_URL: "postgresql://app:supersecret@10.20.0.5:5432/app" }),
    denyAll(),
    allowDns,
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].env[0].value",
    },
  ],
  hides: ["supersecret", "10.20.0.5"],
} satisfies PolicyCase;
