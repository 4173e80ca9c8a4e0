import type { PolicyCase } from "../../testing/policy-case";
import { deployment, template } from "../program.fixture";

export default {
  resources: [
    deployment({
      paused: true,
      revisionHistoryLimit: 0,
      strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 0 } },
      template: template({}, { lifecycle: { preStop: { sleep: { seconds: 60 } } } }),
    }),
  ],
  findings: [
    { kind: "violation", path: "spec.paused" },
    { kind: "violation", path: "spec.revisionHistoryLimit" },
    { kind: "violation", path: "spec.strategy.rollingUpdate" },
    { kind: "violation", path: "spec.template.spec.containers[0].lifecycle.preStop" },
  ],
} satisfies PolicyCase;
