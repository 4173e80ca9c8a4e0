import { type Problem, problemAt } from "../problem";
import { databasesOfType, type Rule } from "./rule";

/**
 * Backups fit availability, edition and each other, as the API demands
 * (https://cloud.google.com/sql/docs/postgres/high-availability,
 * https://cloud.google.com/sql/docs/postgres/backup-recovery/pitr).
 */
export const databaseBackups: Rule = (subject) =>
  databasesOfType(subject, "cloud-sql").flatMap(
    ([key, { availabilityType, edition, backups = {} }]) => {
      const problems: Problem[] = [];
      const { enabled, pointInTimeRecovery, retained, transactionLogRetention } = backups;
      const at = (name: string) => ["holdfast:postgres", key, "backups", name];
      if (availabilityType === "REGIONAL" && enabled === false) {
        problems.push(
          problemAt(at("enabled"), {
            found: 'false, with availabilityType "REGIONAL"',
            allowed: "true, since a standby is kept from backups and logs",
            action: 'Set it to true, or availabilityType to "ZONAL".',
          }),
        );
      }
      if (availabilityType === "REGIONAL" && pointInTimeRecovery === false) {
        problems.push(
          problemAt(at("pointInTimeRecovery"), {
            found: 'false, with availabilityType "REGIONAL"',
            allowed: "true, since a standby is kept from backups and logs",
            action: 'Set it to true, or availabilityType to "ZONAL".',
          }),
        );
      }
      if (availabilityType === "ZONAL" && enabled === false && pointInTimeRecovery === true) {
        problems.push(
          problemAt(at("pointInTimeRecovery"), {
            found: "true (which it is when absent), with backups that are not enabled",
            allowed: "false, since logs are replayed on a backup",
            action: "Set it to false, or enable backups.",
          }),
        );
      }
      const days = transactionLogRetention?.days ?? 0;
      const active = enabled === true && pointInTimeRecovery === true;
      if (active && edition === "ENTERPRISE" && days > 7) {
        problems.push(
          problemAt(at("transactionLogRetention"), {
            found: `${days} days with edition "ENTERPRISE"`,
            allowed: '"1d" to "7d"',
            action: 'Set it to "7d", or the edition to "ENTERPRISE_PLUS".',
          }),
        );
      }
      if (active && retained !== undefined && retained < days) {
        problems.push(
          problemAt(at("retained"), {
            found: `${retained}, with a transactionLogRetention of ${days} days`,
            allowed: "at least as many backups as days of logs",
            action: `Set it to ${days} or more.`,
          }),
        );
      }
      return problems;
    },
  );
