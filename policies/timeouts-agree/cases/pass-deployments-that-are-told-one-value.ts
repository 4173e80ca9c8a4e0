import { client, object, timescale } from "../../connections-within-limit/cluster.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    object("core/v1:ConfigMap", "settings", {
      data: { DB_HOST: "postgresql-timescale", DB_CONNECT_TIMEOUT: "20" },
    }),
    ...timescale(),
    client("api"),
    client("economic"),
    client("other", {}, { env: [{ name: "DB_CONNECT_TIMEOUT", value: "35" }] }),
  ],
  findings: [],
} satisfies PolicyCase;
