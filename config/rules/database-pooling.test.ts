import { describe } from "vitest";
import { addStores, type Change, goodGke, moveToGke } from "../stack-file.fixture";
import { databasePooling } from "./database-pooling";
import { accepts, refuses } from "./table.fixture";

const at = ["postgres.main-db.pooling"];
const all =
  (...changes: Change[]): Change =>
  (file) => {
    for (const change of changes) {
      change(file);
    }
  };
const database =
  (settings: object, name = "main-db"): Change =>
  (file) => {
    Object.assign(file["holdfast:postgres"][name], settings);
  };
const pooled = database({ pooling: true });
const plus = database({ edition: "ENTERPRISE_PLUS", tier: "db-perf-optimized-N-4" });

describe("P7: a pooler between services and a database", () => {
  refuses(databasePooling, [
    {
      name: "an edition without a pooler, for services on Cloud Run, and says what works",
      change: pooled,
      at,
      says: 'true, with edition "ENTERPRISE", used by "backend" on Cloud Run the managed pooler, which only edition "ENTERPRISE_PLUS" has, or PgBouncer for services that all run on GKE Set edition "ENTERPRISE_PLUS" with a tier such as "db-perf-optimized-N-4"',
    },
    {
      name: "the same for one of several services, although the others run on GKE",
      change: all(pooled, (file) => {
        file["holdfast:gke"] = goodGke();
        file["holdfast:services"].auth.platform = "gke";
        file["holdfast:services"].auth.uses = { "main-db": { pool: 5 } };
      }),
      at,
      says: 'used by "backend" on Cloud Run',
    },
    {
      name: "an edition without a pooler, of a database that no service uses, without a cluster",
      change: all(pooled, (file) => {
        file["holdfast:services"].backend.uses = {};
      }),
      at,
      says: "in a stack without a GKE cluster",
    },
    {
      name: "tokens of service accounts for PgBouncer",
      change: all(moveToGke, pooled, database({ authentication: "iam", users: {} })),
      at: ["postgres.main-db.authentication"],
      says: "PgBouncer takes no tokens of service accounts",
    },
    {
      name: "a database with the name of the pooler's console",
      change: all(plus, pooled, database({ databases: { pgbouncer: {} } })),
      at: ["postgres.main-db.databases.pgbouncer"],
    },
    {
      name: "the size of a pool without pooling",
      change: database({ poolSize: 20 }),
      at: ["postgres.main-db.poolSize"],
      says: "20, of a database without pooling",
    },
  ]);

  accepts(databasePooling, [
    { name: "the managed pooler on Cloud Run", change: all(plus, pooled) },
    { name: "the managed pooler on GKE", change: all(moveToGke, plus, pooled) },
    {
      name: "tokens of service accounts for the managed pooler",
      change: all(plus, pooled, database({ authentication: "iam", users: {} })),
    },
    { name: "PgBouncer before Cloud SQL on GKE", change: all(moveToGke, pooled) },
    {
      name: "PgBouncer on GKE beside services on Cloud Run that do without the database",
      change: all(moveToGke, pooled, (file) => {
        file["holdfast:services"].auth.platform = "cloud-run";
      }),
    },
    {
      name: "PgBouncer before a database in the cluster, and the pooler of AlloyDB",
      change: all(
        moveToGke,
        addStores,
        database({ pooling: true, poolSize: 10 }, "timescale"),
        database({ pooling: true }, "alloy"),
      ),
    },
    {
      name: "a database called like the console where there is no pooler",
      change: database({ databases: { pgbouncer: {} } }),
    },
  ]);
});
