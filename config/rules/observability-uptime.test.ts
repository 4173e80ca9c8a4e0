import { watched } from "./observability.fixture";
import { observabilityUptime } from "./observability-uptime";
import { accepts, refuses } from "./table.fixture";

const regions = (...names: string[]) =>
  watched((observability) => {
    observability.uptime = { regions: names };
  });

refuses(observabilityUptime, [
  {
    name: "two places",
    change: regions("EUROPE", "ASIA_PACIFIC"),
    at: ["observability.uptime.regions"],
    says: "2 places",
  },
  {
    name: "one place that is named three times",
    change: regions("EUROPE", "EUROPE", "EUROPE"),
    at: ["observability.uptime.regions"],
    says: "one place",
  },
  { name: "no place", change: regions(), at: ["observability.uptime.regions"], says: "0 places" },
]);

accepts(observabilityUptime, [
  { name: "the usual places", change: watched() },
  { name: "the three of the USA", change: regions("USA") },
  { name: "three single ones", change: regions("USA_IOWA", "EUROPE", "SOUTH_AMERICA") },
]);
