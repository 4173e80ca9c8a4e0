import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { budget, deployment, service } from "../program.fixture";

export default {
  resources: [
    deployment({
      replicas: UNKNOWN,
      revisionHistoryLimit: 0,
      strategy: { rollingUpdate: { maxUnavailable: 2 } },
    }),
    service(),
    budget({ minAvailable: 1 }, "budget"),
  ],
  findings: [
    { resource: "api", kind: "violation", path: "spec.revisionHistoryLimit" },
    { resource: "api", kind: "undetermined", path: "spec.replicas" },
    { resource: "budget", kind: "undetermined", path: "spec.minAvailable" },
  ],
} satisfies PolicyCase;
