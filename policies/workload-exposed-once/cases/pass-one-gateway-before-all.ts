import type { PolicyCase } from "../../testing/policy-case";
import { exposed, gateway } from "../program.fixture";

export default {
  resources: [
    ...exposed("api", { type: "ClusterIP" }),
    ...exposed("frontend", { type: "ClusterIP" }),
    gateway(),
  ],
  findings: [],
} satisfies PolicyCase;
