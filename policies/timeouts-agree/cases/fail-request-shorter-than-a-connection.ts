import { envs, pooled } from "../../models/connection/program.fixture";
import { planned } from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const variables = { DB_CONNECT_TIMEOUT: "35" };
const containers = [{ image: "api:1.0.0", envs: envs(variables) }];

export default {
  resources: [
    pooled({ from: [], variables, template: { timeout: "35s" } }),
    pooled({ name: "longer", from: [], variables, template: { timeout: "36s" } }),
    planned("gcp:cloudrun/service:Service", "old", {
      name: "old",
      template: { spec: { timeoutSeconds: 30, containers } },
    }),
    planned("gcp:cloudrunv2/job:Job", "migrate", {
      name: "migrate",
      template: { template: { timeout: "20s", containers } },
    }),
  ],
  findings: [
    { resource: "api", kind: "violation", path: "template.containers[0].envs[0].value" },
    { resource: "old", kind: "violation", path: "template.spec.containers[0].envs[0].value" },
    {
      resource: "migrate",
      kind: "violation",
      path: "template.template.containers[0].envs[0].value",
    },
  ],
} satisfies PolicyCase;
