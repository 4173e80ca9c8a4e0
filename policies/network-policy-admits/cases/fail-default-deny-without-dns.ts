import type { PolicyCase } from "../../testing/policy-case";
import { client, denyAll } from "../program.fixture";

export default {
  resources: [client({ DATABASE_URL: "postgresql://db.partner.example.com/app" }), denyAll()],
  findings: [
    { resource: "api", kind: "violation", path: "" },
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].env[0].value",
    },
  ],
} satisfies PolicyCase;
