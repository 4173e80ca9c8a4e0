import { type Problem, problemAt } from "../problem";
import { cachesOfType, databasesOfType, type Rule } from "./rule";

/**
 * Every database and cache in the cluster that keeps data is backed up, unless it says that its data may be lost. Those
 * of Google are backed up by themselves.
 */
export const storeBackups: Rule = (subject) => {
  if (subject.file["holdfast:gke"]?.backups?.enabled !== false) {
    return [];
  }
  const databases = databasesOfType(subject, "in-cluster").map(
    ([name, { backups }]) => ["holdfast:postgres", name, backups] as const,
  );
  const caches = cachesOfType(subject, "in-cluster")
    .filter(([, { persistence }]) => persistence !== "disabled")
    .map(([name, { backups }]) => ["holdfast:redis", name, backups] as const);
  return [...databases, ...caches].flatMap(([key, name, backups]): Problem[] =>
    backups === true
      ? [
          problemAt([key, name, "backups"], {
            found: "true (which it is when absent), with gke.backups that are not enabled",
            allowed: "a store that something backs up, or one whose data may be lost",
            action: "Enable gke.backups, or set it to false.",
          }),
        ]
      : [],
  );
};
