import { databaseBackups } from "./database-backups";
import { accepts, refuses } from "./table.fixture";

const database = (settings: object) => (file: Record<string, unknown>) => {
  Object.assign((file["holdfast:postgres"] as Record<string, object>)["main-db"] ?? {}, settings);
};
const plus = { edition: "ENTERPRISE_PLUS", tier: "db-perf-optimized-N-4" };

refuses(databaseBackups, [
  {
    name: "a standby without backups",
    change: database({ backups: { enabled: false } }),
    at: ["postgres.main-db.backups.enabled"],
    says: 'availabilityType to "ZONAL"',
  },
  {
    name: "a standby without point-in-time recovery",
    change: database({ backups: { pointInTimeRecovery: false } }),
    at: ["postgres.main-db.backups.pointInTimeRecovery"],
  },
  {
    name: "a standby without both, naming each",
    change: database({ backups: { enabled: false, pointInTimeRecovery: false } }),
    at: ["postgres.main-db.backups.enabled", "postgres.main-db.backups.pointInTimeRecovery"],
  },
  {
    name: "logs without a backup to replay them on",
    change: database({ availabilityType: "ZONAL", backups: { enabled: false } }),
    at: ["postgres.main-db.backups.pointInTimeRecovery"],
  },
  {
    name: "logs of more than a week with ENTERPRISE",
    change: database({ backups: { transactionLogRetention: "8d", retained: 8 } }),
    at: ["postgres.main-db.backups.transactionLogRetention"],
  },
  {
    name: "fewer backups than days of logs",
    change: database({ ...plus, backups: { transactionLogRetention: "14d" } }),
    at: ["postgres.main-db.backups.retained"],
    says: "Set it to 14 or more.",
  },
]);

accepts(databaseBackups, [
  {
    name: "a single zone without anything",
    change: database({
      availabilityType: "ZONAL",
      backups: { enabled: false, pointInTimeRecovery: false },
    }),
  },
  {
    name: "a single zone with backups alone",
    change: database({ availabilityType: "ZONAL", backups: { pointInTimeRecovery: false } }),
  },
  {
    name: "as many backups as days of logs",
    change: database({ ...plus, backups: { transactionLogRetention: "35d", retained: 35 } }),
  },
  {
    name: "few backups without logs",
    change: database({
      availabilityType: "ZONAL",
      backups: { pointInTimeRecovery: false, retained: 1 },
    }),
  },
]);
