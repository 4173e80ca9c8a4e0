import type { PolicyCase } from "../../testing/policy-case";
import { client, object, settings, timescale } from "../cluster.fixture";

export default {
  resources: [
    object("core/v1:ConfigMap", "other", {
      data: { DB_HOST: "db.example.com", DB_POOL_SIZE: "500" },
    }),
    settings,
    ...timescale(),
    client(),
    client("other", { replicas: 9 }, { envFrom: [{ configMapRef: { name: "other" } }] }),
    client("idle", { replicas: 9 }, { env: [{ name: "DB_HOST", value: "postgresql-timescale" }] }),
  ],
  findings: [],
} satisfies PolicyCase;
