import type { PolicyCase } from "../../testing/policy-case";
import { deployment, template } from "../program.fixture";

export default {
  resources: [
    deployment({
      template: template(
        {},
        { startupProbe: { httpGet: { path: "/health", port: 8000 }, failureThreshold: 120 } },
      ),
    }),
  ],
  findings: [{ kind: "violation", path: "spec.progressDeadlineSeconds" }],
} satisfies PolicyCase;
