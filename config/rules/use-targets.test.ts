import { accepts, refuses } from "./table.fixture";
import { useTargets } from "./use-targets";

const uses = (map: object) => (file: Record<string, unknown>) => {
  const services = file["holdfast:services"] as Record<string, object>;
  Object.assign(services.auth ?? {}, { uses: map });
};

refuses(useTargets, [
  {
    name: "a misspelt name, naming the nearest and those that exist",
    change: uses({ sesions: {} }),
    at: ["services.auth.uses.sesions"],
    says: '"main-db", "sessions" or "backend" Write "sessions".',
  },
  {
    name: "a name that nothing resembles",
    change: uses({ kafka: {} }),
    at: ["services.auth.uses.kafka"],
    says: '"main-db", "sessions" or "backend"',
  },
  {
    name: "the service itself",
    change: uses({ auth: {} }),
    at: ["services.auth.uses.auth"],
    says: "the service itself",
  },
  {
    name: "a name that is declared twice",
    change: (file) => {
      file["holdfast:redis"]["main-db"] = file["holdfast:redis"].sessions;
    },
    at: ["services.backend.uses.main-db"],
    says: '"database" and "cache"',
  },
  {
    name: "names of what every object has",
    change: uses({ constructor: {}, "to-string": {} }),
    at: ["services.auth.uses.constructor", "services.auth.uses.to-string"],
  },
]);

accepts(useTargets, [
  { name: "a service that uses nothing", change: uses({}) },
  {
    name: "a database, a cache and a service",
    change: uses({ "main-db": {}, sessions: {}, backend: {} }),
  },
  {
    name: "a name that is declared twice and used by none",
    change: (file) => {
      file["holdfast:redis"].auth2 = file["holdfast:redis"].sessions;
      file["holdfast:postgres"].auth2 = file["holdfast:postgres"]["main-db"];
    },
  },
]);
