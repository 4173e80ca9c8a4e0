import type { PolicyCase } from "../../testing/policy-case";
import { exposed } from "../program.fixture";

export default {
  resources: [...exposed("api"), ...exposed("frontend")],
  findings: [
    { resource: "api", kind: "violation", path: "spec.type" },
    { resource: "frontend", kind: "violation", path: "spec.type" },
  ],
} satisfies PolicyCase;
