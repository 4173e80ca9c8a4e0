import { CONTAINER, client, redis } from "../../models/cache/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [...redis({ args: UNKNOWN }), client()],
  findings: [{ resource: "api", kind: "undetermined", path: `${CONTAINER}.env[0].value` }],
} satisfies PolicyCase;
