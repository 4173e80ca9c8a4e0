import { describe } from "vitest";
import { nestedTimeouts } from "./nested-timeouts";
import { accepts, refuses } from "./table.fixture";

const backend = (settings: object) => (file: Record<string, unknown>) => {
  const services = file["holdfast:services"] as Record<string, object>;
  Object.assign(services.backend ?? {}, settings);
};
const startup = (within: string) => backend({ startup: { path: "/health", within } });
const phases = (...list: readonly object[]) =>
  backend({ startup: { path: "/health", within: "120s", phases: list } });

describe("N7: the time that a phase, a start and a request need for one connection", () => {
  refuses(nestedTimeouts, [
    {
      name: "a start that may be over before one connection is",
      change: startup("35s"),
      at: ["services.backend.startup.within"],
      says: '"35s" in the ladder postgres.main-db.connectTimeout 35s < services.backend.startup.within 35s <= 240s of Cloud Run',
    },
    {
      name: "a request that may be over before one connection is",
      change: backend({ requestTimeout: "20s" }),
      at: ["services.backend.requestTimeout"],
      says: "postgres.main-db.connectTimeout 35s < services.backend.requestTimeout 20s <= 3600s of the load balancer",
    },
    {
      name: "a phase that may be over before one connection is, with the whole ladder",
      change: phases({ name: "database", within: "35s", opens: "main-db" }),
      at: ["services.backend.startup.phases[0].within"],
      says: 'connectTimeout 35s < services.backend.startup.phases[0].within 35s < services.backend.startup.within 120s <= 240s of Cloud Run more time for phase 1 ("database") than',
    },
    {
      name: "a phase of a service that can do without the database, since it waits for it all the same",
      change: (file) => {
        phases({ name: "database", within: "20s", opens: "main-db" })(file);
        file["holdfast:services"].backend.uses["main-db"].optional = true;
      },
      at: ["services.backend.startup.phases[0].within"],
    },
    {
      name: "each of several times that are too short",
      change: (file) => {
        phases(
          { name: "config", within: "1s" },
          { name: "database", within: "30s", opens: "main-db" },
        )(file);
        file["holdfast:services"].backend.startup.within = "33s";
        file["holdfast:services"].backend.requestTimeout = "35s";
      },
      at: [
        "services.backend.startup.phases[1].within",
        "services.backend.startup.within",
        "services.backend.requestTimeout",
      ],
    },
  ]);

  accepts(nestedTimeouts, [
    { name: "a start just longer than one connection", change: startup("36s") },
    {
      name: "a phase just longer than one connection, beside short ones that open nothing or a cache",
      change: phases(
        { name: "config", within: "1s" },
        { name: "cache", within: "5s", opens: "sessions" },
        { name: "database", within: "36s", opens: "main-db" },
      ),
    },
    { name: "the longest request", change: backend({ requestTimeout: "3600s" }) },
    {
      name: "a short start of a service that can do without the database",
      change: (file) => {
        file["holdfast:services"].backend.uses["main-db"].optional = true;
        file["holdfast:services"].backend.startup.within = "10s";
      },
    },
    {
      name: "a short start of a service that uses no database",
      change: (file) => {
        file["holdfast:services"].auth.startup.within = "10s";
      },
    },
  ]);
});
