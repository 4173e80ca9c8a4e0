import type { PolicyCase } from "../../testing/policy-case";
import { client, denyAll } from "../program.fixture";

export default {
  resources: [client({ API_URL: "https://partner.example.com" }), denyAll()],
  findings: [{ resource: "api", kind: "violation", path: "" }],
} satisfies PolicyCase;
