import type { Draft } from "./interpret";
import { servicesOn } from "./platforms";
import { poolerOf } from "./poolers";
import type { StackFile } from "./schema/stack-file";
import { createdByJob, ofType } from "./stores";

/** The names of what a stack has in the GKE cluster. */
export interface Tenants {
  /** Services that run there. */
  readonly services: readonly string[];
  /** Databases and caches that run there. */
  readonly stores: readonly string[];
  /** Databases elsewhere that a job in the cluster prepares. */
  readonly prepared: readonly string[];
  /** Databases, there or elsewhere, before which a pooler runs there. */
  readonly pooled: readonly string[];
}

/** What a stack file has in the GKE cluster, as far as it could be read. */
export function tenantsOf(file: Draft<StackFile>): Tenants {
  const names = (entries: readonly (readonly [string, unknown])[]) => entries.map(([name]) => name);
  return {
    services: names(servicesOn("gke", file)),
    stores: names([
      ...ofType(file["holdfast:postgres"], "in-cluster"),
      ...ofType(file["holdfast:redis"], "in-cluster"),
    ]),
    prepared: names(
      ofType(file["holdfast:postgres"], "alloydb").filter(
        ([, { databases }]) => createdByJob(databases).length > 0,
      ),
    ),
    pooled: names(
      Object.entries(file["holdfast:postgres"] ?? {}).filter(
        ([, database]) => database !== undefined && poolerOf(database) === "pgbouncer",
      ),
    ),
  };
}

/**
 * Whether a stack has something in the GKE cluster: without that, what its file says of the cluster waits for the day
 * on which it has. A stack without services has one by its platform.
 */
export function usesCluster(file: Draft<StackFile>): boolean {
  const hasServices = Object.keys(file["holdfast:services"] ?? {}).length > 0;
  return (
    (!hasServices && file["holdfast:platform"] === "gke") ||
    Object.values(tenantsOf(file)).some((names) => names.length > 0)
  );
}
