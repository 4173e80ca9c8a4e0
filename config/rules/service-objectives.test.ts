import type { Raw } from "../stack-file.fixture";
import { serviceObjectives } from "./service-objectives";
import { accepts, refuses } from "./table.fixture";

const watched = {
  channels: {
    team: { type: "email", address: "team@netrasystems.ai" },
    duty: { type: "email", address: "duty@netrasystems.ai" },
  },
  escalation: { warning: ["team"], critical: ["duty"] },
};

/** The service with these objectives, in a file that says who is told, or does not. */
const objectives =
  (written: object, isWatched: boolean, service: Raw = {}) =>
  (file: Raw) => {
    Object.assign(file["holdfast:services"].auth, { objectives: written, ...service });
    if (isWatched) {
      file["holdfast:observability"] = watched;
    }
  };

refuses(serviceObjectives, [
  {
    name: "objectives of which nobody is told",
    change: objectives({}, false),
    at: ["services.auth.objectives"],
    says: "in a file without observability",
  },
  {
    name: "a mean that no request can exceed",
    change: objectives({ meanResponse: "30s", latency: { threshold: "1s" } }, true, {
      requestTimeout: "30s",
    }),
    at: ["services.auth.objectives.meanResponse"],
    says: '"30s", with requestTimeout "30s"',
  },
  {
    name: "a latency that no request can exceed",
    change: objectives({ latency: { threshold: "30s" } }, true, { requestTimeout: "30s" }),
    at: ["services.auth.objectives.latency.threshold"],
    says: '"30s", with requestTimeout "30s"',
  },
]);

accepts(serviceObjectives, [
  { name: "objectives of which somebody is told", change: objectives({}, true) },
  {
    name: "a latency just below the timeout",
    change: objectives({ latency: { threshold: "29999ms" } }, true, { requestTimeout: "30s" }),
  },
  {
    name: "times that are not asked of the service",
    change: objectives(
      {
        meanResponse: "60s",
        latency: { threshold: "60s" },
        unwatched: ["latency", "meanResponse"],
      },
      true,
      { requestTimeout: "30s" },
    ),
  },
  {
    name: "a timeout of a service without objectives of its own",
    change: (file) => {
      file["holdfast:services"].auth.requestTimeout = "1s";
      file["holdfast:observability"] = { ...watched, objectives: { latency: { threshold: "2s" } } };
    },
  },
]);
