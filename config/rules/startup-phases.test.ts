import { describe } from "vitest";
import type { Change } from "../stack-file.fixture";
import { startupPhases } from "./startup-phases";
import { accepts, refuses } from "./table.fixture";

const phases =
  (...list: readonly object[]): Change =>
  (file) => {
    file["holdfast:services"].backend.startup = { path: "/health", within: "120s", phases: list };
  };
const timed = (...seconds: readonly number[]) =>
  phases(...seconds.map((each, index) => ({ name: `p${index}`, within: `${each}s` })));

describe("N7: the phases of a start", () => {
  refuses(startupPhases, [
    {
      name: "phases that together take longer than the start may",
      change: timed(10, 75, 36),
      at: ["services.backend.startup.within"],
      says: '"120s", for phases of p0 10s + p1 75s + p2 36s = 121s together',
    },
    {
      name: "phases that no start may take, saying so",
      change: timed(200, 41),
      at: ["services.backend.startup.within"],
      says: "Shorten phases to 240s together",
    },
    {
      name: "two phases with one name",
      change: phases(
        { name: "init", within: "1s" },
        { name: "database", within: "40s" },
        { name: "init", within: "1s" },
      ),
      at: ["services.backend.startup.phases[2].name"],
      says: '"init", the name of phase 1 already',
    },
    {
      name: "a phase that opens what the service does not use",
      change: phases({ name: "database", within: "40s", opens: "reports" }),
      at: ["services.backend.startup.phases[0].opens"],
      says: '"reports", which the service does not use',
    },
    {
      name: "a phase that opens what every object has",
      change: phases({ name: "database", within: "40s", opens: "constructor" }),
      at: ["services.backend.startup.phases[0].opens"],
    },
  ]);

  accepts(startupPhases, [
    { name: "phases that take all the time of the start", change: timed(10, 75, 35) },
    { name: "a start without phases", change: phases() },
    {
      name: "phases that open a database, a cache and a service",
      change: phases(
        { name: "database", within: "40s", opens: "main-db" },
        { name: "cache", within: "5s", opens: "sessions" },
        { name: "auth", within: "5s", opens: "auth" },
      ),
    },
    {
      name: "a phase that opens what uses means by a misspelt name, which is refused there",
      change: (file) => {
        phases({ name: "cache", within: "5s", opens: "sessions" })(file);
        const { uses } = file["holdfast:services"].backend;
        uses.session = uses.sessions;
        delete uses.sessions;
      },
    },
    {
      name: "the same names in two services",
      change: (file) => {
        phases({ name: "init", within: "1s" })(file);
        file["holdfast:services"].auth.startup = file["holdfast:services"].backend.startup;
      },
    },
  ]);
});
