import { describe } from "vitest";
import { nestedTimeouts } from "./nested-timeouts";
import { accepts, refuses } from "./table.fixture";

const backend = (settings: object) => (file: Record<string, unknown>) => {
  const services = file["holdfast:services"] as Record<string, object>;
  Object.assign(services.backend ?? {}, settings);
};
const startup = (within: string) => backend({ startup: { path: "/health", within } });

describe("N7: the time that a start and a request need for one connection", () => {
  refuses(nestedTimeouts, [
    {
      name: "a start that may be over before one connection is",
      change: startup("35s"),
      at: ["services.backend.startup.within"],
      says: 'the connectTimeout "35s" of "main-db"',
    },
    {
      name: "a request that may be over before one connection is",
      change: backend({ requestTimeout: "20s" }),
      at: ["services.backend.requestTimeout"],
    },
  ]);

  accepts(nestedTimeouts, [
    { name: "a start just longer than one connection", change: startup("36s") },
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
