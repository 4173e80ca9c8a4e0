import { moveToGke, type Raw } from "../stack-file.fixture";
import { clusterMaintenance } from "./cluster-maintenance";
import { accepts, refuses } from "./table.fixture";

const maintenance = (settings: Raw) => (file: Raw) => {
  moveToGke(file);
  file["holdfast:gke"].maintenance = settings;
};
const freeze = (startTime: string, endTime: string, scope?: string) => ({
  startTime: `${startTime}T00:00:00Z`,
  endTime: `${endTime}T00:00:00Z`,
  scope,
});

refuses(clusterMaintenance, [
  {
    name: "too little time for maintenance",
    change: maintenance({ days: ["SATURDAY", "SUNDAY"], duration: "5h" }),
    at: ["gke.maintenance.duration"],
    says: '"5h" on 2 days, 10 hours in a week',
  },
  {
    name: "a day that is named twice to look like two",
    change: maintenance({ days: ["SUNDAY", "SUNDAY"], duration: "8h" }),
    at: ["gke.maintenance.duration"],
    says: "8 hours in a week",
  },
  {
    name: "an exclusion that ends before it begins",
    change: maintenance({ exclusions: { sale: freeze("2026-11-30", "2026-11-20") } }),
    at: ["gke.maintenance.exclusions.sale.endTime"],
    says: "after startTime",
  },
  {
    name: "a month without any upgrade",
    change: maintenance({ exclusions: { christmas: freeze("2026-12-01", "2027-01-01") } }),
    at: ["gke.maintenance.exclusions.christmas.endTime"],
    says: "31 days after startTime",
  },
  {
    name: "four freezes",
    change: maintenance({
      exclusions: Object.fromEntries(
        ["a1", "a2", "a3", "a4"].map((name) => [name, freeze("2026-11-01", "2026-11-02")]),
      ),
    }),
    at: ["gke.maintenance.exclusions"],
    says: '4 of them with scope "NO_UPGRADES"',
  },
]);

accepts(clusterMaintenance, [
  { name: "the usual window", change: maintenance({}) },
  {
    name: "just enough time for maintenance",
    change: maintenance({ days: ["MONDAY", "TUESDAY", "WEDNESDAY"], duration: "4h" }),
  },
  {
    name: "thirty days without any upgrade",
    change: maintenance({ exclusions: { christmas: freeze("2026-12-01", "2026-12-31") } }),
  },
  {
    name: "half a year without a new minor version",
    change: maintenance({
      exclusions: { audit: freeze("2026-06-01", "2026-12-01", "NO_MINOR_UPGRADES") },
    }),
  },
]);
