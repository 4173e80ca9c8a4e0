import { pooled } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const variables = { DB_CONNECT_TIMEOUT: "35" };
const probed = (startupProbe: object) => ({ container: { startupProbe } });

export default {
  resources: [
    pooled({ name: "default", from: [], variables, ...probed({ httpGet: { path: "/" } }) }),
    pooled({
      name: "equal",
      from: [],
      variables,
      ...probed({ periodSeconds: 5, failureThreshold: 7 }),
    }),
    pooled({ name: "none", from: [], variables: { DB_CONNECT_TIMEOUT: "240" } }),
    pooled({
      name: "long-enough",
      from: [],
      variables,
      ...probed({ initialDelaySeconds: 1, periodSeconds: 5, failureThreshold: 7 }),
    }),
  ],
  findings: [
    { resource: "default", kind: "violation", path: "template.containers[0].envs[0].value" },
    { resource: "equal", kind: "violation", path: "template.containers[0].envs[0].value" },
    { resource: "none", kind: "violation", path: "template.containers[0].envs[0].value" },
  ],
} satisfies PolicyCase;
