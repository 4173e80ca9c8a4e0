import {
  CONTAINER,
  client,
  env,
  fromSecret,
  redis,
  secretOf,
} from "../../models/cache/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    secretOf({ password: "q7-generated-Xy3" }),
    ...redis({
      args: ["redis-server", "--port", "0", "--tls-port", "6379", "--requirepass", "$(PASSWORD)"],
      env: [fromSecret("PASSWORD")],
    }),
    client({
      env: [fromSecret("REDIS_PASSWORD"), ...env({ REDIS_URL: "redis://redis-master:6379/0" })],
    }),
  ],
  findings: [{ resource: "api", kind: "violation", path: `${CONTAINER}.env[1].value` }],
  hides: ["q7-generated-Xy3"],
} satisfies PolicyCase;
