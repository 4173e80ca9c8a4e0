import type { PolicyCase } from "../../testing/policy-case";
import { deployment, service, statefulSet } from "../program.fixture";

export default {
  resources: [deployment({ replicas: 1 }), service(), statefulSet({ replicas: 1 })],
  findings: [],
} satisfies PolicyCase;
