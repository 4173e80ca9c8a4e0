import { deployment } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    deployment({
      resources: { requests: { cpu: "100m", memory: "1Gi" }, limits: { memory: "1Gi" } },
    }),
  ],
  options: { cpuLimits: "require" },
  findings: [{ kind: "violation", path: "spec.template.spec.containers[0].resources.limits.cpu" }],
} satisfies PolicyCase;
