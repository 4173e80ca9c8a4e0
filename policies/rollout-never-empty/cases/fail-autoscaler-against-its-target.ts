import type { PolicyCase } from "../../testing/policy-case";
import { autoscaler, container, deployment, template } from "../program.fixture";

export default {
  resources: [
    deployment({
      replicas: 2,
      template: template({ containers: [{ ...container, resources: {} }] }),
    }),
    autoscaler({}, "scaler"),
  ],
  findings: [
    { resource: "api", kind: "violation", path: "spec.replicas" },
    { resource: "scaler", kind: "violation", path: "spec.metrics[0].resource" },
  ],
} satisfies PolicyCase;
