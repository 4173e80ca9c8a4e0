import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { CONTAINER, client, settings, timescale } from "../cluster.fixture";

export default {
  resources: [
    settings,
    ...timescale(),
    client("api", { replicas: UNKNOWN }),
    {
      ...timescale({ args: UNKNOWN })[0],
      name: "other",
    },
  ],
  findings: [{ resource: "postgresql-timescale", kind: "undetermined", path: CONTAINER }],
} satisfies PolicyCase;
