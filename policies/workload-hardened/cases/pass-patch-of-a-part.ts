import { object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    object("apps/v1:DeploymentPatch", "api", {
      spec: { template: { spec: { containers: [{ name: "api", image: "api:2.0.0" }] } } },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
