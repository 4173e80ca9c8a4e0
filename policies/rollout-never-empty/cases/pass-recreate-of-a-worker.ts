import type { PolicyCase } from "../../testing/policy-case";
import { deployment, service } from "../program.fixture";

export default {
  resources: [
    deployment({ replicas: 1, strategy: { type: "Recreate" } }),
    service({ selector: { app: "web" } }),
  ],
  findings: [],
} satisfies PolicyCase;
