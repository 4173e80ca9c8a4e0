import { problemAt, quote } from "../problem";
import type { Rule } from "./rule";

/** A backup of the cluster is not locked for longer than it is kept. */
export const clusterBackups: Rule = ({ file }) => {
  const { retention, deleteLock } = file["holdfast:gke"]?.backups ?? {};
  if (retention === undefined || deleteLock === undefined || deleteLock.days <= retention.days) {
    return [];
  }
  return [
    problemAt(["holdfast:gke", "backups", "deleteLock"], {
      found: `${quote(deleteLock.text)}, with retention ${quote(retention.text)}`,
      allowed: "a time that is not longer than retention",
      action: "Shorten it, or raise retention.",
    }),
  ];
};
