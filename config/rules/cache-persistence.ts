import { problemAt } from "../problem";
import { cachesOfType, type Rule } from "./rule";

/** A time between snapshots is given only where there are snapshots. */
export const cachePersistence: Rule = (subject) =>
  cachesOfType(subject, "memorystore").flatMap(([key, { persistence }]) => {
    const { persistenceMode, rdbSnapshotPeriod } = persistence ?? {};
    if (persistenceMode !== "DISABLED" || rdbSnapshotPeriod === undefined) {
      return [];
    }
    return [
      problemAt(["holdfast:redis", key, "persistence", "rdbSnapshotPeriod"], {
        found: `"${rdbSnapshotPeriod}", with persistenceMode "DISABLED"`,
        allowed: 'rdbSnapshotPeriod with persistenceMode "RDB" only',
        action: 'Remove it, or set persistenceMode to "RDB".',
      }),
    ];
  });
