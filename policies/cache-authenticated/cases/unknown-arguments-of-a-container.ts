import { CONTAINER, redis } from "../../models/cache/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    ...redis({ args: UNKNOWN }),
    { ...redis({ args: ["redis-server", "--requirepass", UNKNOWN] })[0], name: "demanding" },
    { ...redis({})[0], name: "open" },
  ],
  findings: [
    { resource: "redis", kind: "undetermined", path: `${CONTAINER}.args` },
    { resource: "open", kind: "violation", path: CONTAINER },
  ],
} satisfies PolicyCase;
