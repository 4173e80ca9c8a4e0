import type { PolicyCase } from "../../testing/policy-case";
import { deployment, service } from "../program.fixture";

export default {
  resources: [
    service(),
    deployment({
      replicas: 1,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } },
    }),
  ],
  findings: [
    { resource: "api", kind: "violation", path: "spec.strategy.rollingUpdate.maxUnavailable" },
  ],
} satisfies PolicyCase;
