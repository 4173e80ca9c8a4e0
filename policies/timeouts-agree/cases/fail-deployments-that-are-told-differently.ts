import {
  CONTAINER,
  client,
  object,
  timescale,
} from "../../connections-within-limit/cluster.fixture";
import type { PolicyCase } from "../../testing/policy-case";

/** The ConfigMap says 20 where the other client is told 35, and its start is over before. */
export default {
  resources: [
    object("core/v1:ConfigMap", "settings", {
      data: { DB_HOST: "postgresql-timescale", DB_CONNECT_TIMEOUT: "20" },
    }),
    ...timescale(),
    client("api"),
    client(
      "economic",
      {},
      {
        env: [
          { name: "DB_HOST", value: "postgresql-timescale" },
          { name: "DB_CONNECT_TIMEOUT", value: "35" },
        ],
        startupProbe: { httpGet: { path: "/health", port: 8002 } },
      },
    ),
  ],
  findings: [
    { resource: "api", kind: "violation", path: `${CONTAINER}.envFrom[0].configMapRef` },
    { resource: "economic", kind: "violation", path: `${CONTAINER}.env[1].value` },
  ],
} satisfies PolicyCase;
