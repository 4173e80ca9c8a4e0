import type { PolicyCase } from "../../testing/policy-case";
import { workload } from "../program.fixture";

export default {
  resources: [
    ...workload("gateway", { WORKER_URL: "http://worker" }),
    ...workload("worker", { SAGA_HOST: "saga.backend.svc.cluster.local" }),
    ...workload("saga", { GATEWAY_URL: "http://gateway.backend:80" }),
    ...workload("web", { GATEWAY_URL: "http://gateway" }),
  ],
  findings: [
    {
      resource: "gateway-pods",
      kind: "violation",
      path: "spec.template.spec.containers[0].env[0].value",
    },
  ],
} satisfies PolicyCase;
