import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { CONTAINER, client, settings, timescale } from "../cluster.fixture";

/** They may say how many connections the server accepts, so its default is not taken for it. */
export default {
  resources: [settings, ...timescale({ args: UNKNOWN }), client(), client("economic")],
  findings: [{ resource: "postgresql-timescale", kind: "undetermined", path: `${CONTAINER}.args` }],
} satisfies PolicyCase;
