import { cpusOf, managedPoolers } from "../policies/models/connection/pooler";
import type { PostgresConfiguration, StackConfiguration } from "./configuration";

/** What shares the connections to a database among services, and which of them a database has. */

/** `managed` is Google's own, a part of the instance; `pgbouncer` runs in the GKE cluster of the stack. */
export type Pooler = "managed" | "pgbouncer";

/** A database as far as its pooler goes: of the stack file or of the configuration. */
export interface Pooled {
  readonly type?: string;
  readonly edition?: string;
  readonly tier?: string;
  readonly machineType?: string;
  readonly pooling?: boolean;
}

/**
 * The pooler of a database: Google's where it has one, which of Cloud SQL only ENTERPRISE_PLUS has, else PgBouncer.
 * Undefined without pooling, and where the edition could not be read.
 */
export function poolerOf({ type, edition, pooling }: Pooled): Pooler | undefined {
  if (pooling !== true) {
    return undefined;
  }
  switch (type) {
    case "alloydb":
      return "managed";
    case "in-cluster":
      return "pgbouncer";
    default:
      return edition === undefined
        ? undefined
        : edition === "ENTERPRISE_PLUS"
          ? "managed"
          : "pgbouncer";
  }
}

/** Pods of PgBouncer before one database: one serves while the node of the other is replaced. */
export const pgBouncerPods = 2;

/**
 * How many poolers a database has. Of AlloyDB Google does not tell the number; it is taken for that of Cloud SQL.
 * Undefined where nothing tells the number of vCPU.
 */
export function poolersOf(database: Pooled): number | undefined {
  if (poolerOf(database) === "pgbouncer") {
    return pgBouncerPods;
  }
  const machine = database.type === "alloydb" ? database.machineType : database.tier;
  const cpus = cpusOf(machine ?? "");
  return cpus === undefined ? undefined : managedPoolers(cpus);
}

/** Name of PgBouncer before a database, by which its pods are labelled: no store or service has it. */
export function poolerName(database: string): string {
  return `${database}-pooler`;
}

/** The namespace of PgBouncer before a database: that of a database in the cluster, else the usual one. Undefined without one. */
export function poolerNamespaceOf(
  database: PostgresConfiguration,
  gke: StackConfiguration["gke"],
): string | undefined {
  if (database.pooler?.kind !== "pgbouncer") {
    return undefined;
  }
  return database.type === "in-cluster" ? database.namespace : gke?.namespace;
}
