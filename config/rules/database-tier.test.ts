import { databaseTier } from "./database-tier";
import { accepts, refuses } from "./table.fixture";

const database = (settings: object) => (file: Record<string, unknown>) => {
  Object.assign((file["holdfast:postgres"] as Record<string, object>)["main-db"] ?? {}, settings);
};
const at = ["postgres.main-db.tier"];

refuses(databaseTier, [
  {
    name: "a custom tier with ENTERPRISE_PLUS",
    change: database({ edition: "ENTERPRISE_PLUS" }),
    at,
    says: 'set the edition to "ENTERPRISE"',
  },
  {
    name: "a shared-core tier with ENTERPRISE_PLUS",
    change: database({ edition: "ENTERPRISE_PLUS", tier: "db-f1-micro" }),
    at,
  },
  {
    name: "an optimized tier with ENTERPRISE",
    change: database({ tier: "db-perf-optimized-N-4" }),
    at,
    says: 'set the edition to "ENTERPRISE_PLUS"',
  },
  { name: "a tier of another engine", change: database({ tier: "db-n1-standard-4" }), at },
  { name: "an odd number of vCPU", change: database({ tier: "db-custom-3-15360" }), at },
  { name: "more vCPU than there are", change: database({ tier: "db-custom-98-131072" }), at },
  { name: "memory between two steps", change: database({ tier: "db-custom-4-15361" }), at },
  {
    name: "too much memory for the vCPU",
    change: database({ tier: "db-custom-2-13568" }),
    at,
    says: "3840 to 13312 MB",
  },
  { name: "too little memory", change: database({ tier: "db-custom-1-3584" }), at },
  {
    name: "an optimized size that does not exist",
    change: database({ edition: "ENTERPRISE_PLUS", tier: "db-perf-optimized-N-6" }),
    at,
  },
]);

accepts(databaseTier, [
  { name: "one vCPU with the least memory", change: database({ tier: "db-custom-1-3840" }) },
  { name: "the most memory for two vCPU", change: database({ tier: "db-custom-2-13312" }) },
  { name: "the largest custom tier", change: database({ tier: "db-custom-96-638976" }) },
  { name: "a shared-core tier", change: database({ tier: "db-g1-small" }) },
  {
    name: "an optimized tier with its edition",
    change: database({ edition: "ENTERPRISE_PLUS", tier: "db-perf-optimized-N-128" }),
  },
]);
