import { describe } from "vitest";
import { moveToGke } from "../stack-file.fixture";
import { probeTimes } from "./probe-times";
import { accepts, refuses } from "./table.fixture";

const probes = (settings: { startup?: object; health?: object; readiness?: object }) => {
  return (file: Record<string, unknown>) => {
    const { auth } = file["holdfast:services"] as Record<string, Record<string, unknown>>;
    for (const [probe, changes] of Object.entries(settings)) {
      Object.assign(auth ?? {}, { [probe]: { ...(auth?.[probe] as object), ...changes } });
    }
  };
};

describe("N7: the time that a start may take", () => {
  refuses(probeTimes, [
    {
      name: "one that whole periods make longer than the platform allows",
      change: probes({ startup: { within: "239s", period: "7s" } }),
      at: ["services.auth.startup.within"],
      says: "comes to 245 s",
    },
    {
      name: "one that Cloud Run does not wait for",
      change: probes({ startup: { within: "10m" } }),
      at: ["services.auth.startup.within"],
      says: "up to 240 s in whole periods",
    },
    {
      name: "a probe that may take longer than its period",
      change: probes({ startup: { period: "5s", timeout: "6s" } }),
      at: ["services.auth.startup.timeout"],
    },
    {
      name: "a single probe that asks before the time is over",
      change: probes({ startup: { within: "60s", period: "70s" } }),
      at: ["services.auth.startup.period"],
      says: "one probe",
    },
  ]);

  accepts(probeTimes, [
    {
      name: "the longest that there is",
      change: probes({ startup: { within: "240s", period: "240s", timeout: "240s" } }),
    },
    {
      name: "a longer one on GKE",
      change: (file) => {
        moveToGke(file);
        probes({ startup: { within: "10m" } })(file);
      },
    },
    { name: "one with a phase of 75 s", change: probes({ startup: { within: "75s" } }) },
    { name: "the shortest period", change: probes({ startup: { period: "1s" } }) },
  ]);
});

describe("the times of a liveness probe", () => {
  refuses(probeTimes, [
    {
      name: "one that may take its whole period",
      change: probes({ health: { period: "10s", timeout: "10s" } }),
      at: ["services.auth.health.timeout"],
    },
  ]);

  accepts(probeTimes, [
    { name: "the shortest period", change: probes({ health: { period: "2s" } }) },
    { name: "one just below its period", change: probes({ health: { timeout: "29s" } }) },
  ]);
});

describe("the times of a readiness probe", () => {
  refuses(probeTimes, [
    {
      name: "one that may take its whole period",
      change: probes({ readiness: { period: "5s", timeout: "5s" } }),
      at: ["services.auth.readiness.timeout"],
    },
  ]);

  accepts(probeTimes, [
    { name: "the shortest period", change: probes({ readiness: { period: "2s" } }) },
    { name: "one just below its period", change: probes({ readiness: { timeout: "4s" } }) },
  ]);
});
