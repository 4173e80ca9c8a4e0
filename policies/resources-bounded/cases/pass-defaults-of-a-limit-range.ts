import { deployment, object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    object("core/v1:LimitRange", "defaults", {
      spec: {
        limits: [
          {
            type: "Container",
            default: { memory: "512Mi" },
            defaultRequest: { cpu: "100m" },
          },
        ],
      },
    }),
    deployment(),
  ],
  findings: [],
} satisfies PolicyCase;
