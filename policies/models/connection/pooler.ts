import type { ConnectionDemand } from "./connection-budget";

/**
 * What stands between clients and a database and shares connections among them. Pure arithmetic, which the stack
 * file's rules and the policies share.
 */

/** Poolers of one database that do the same. */
export interface Poolers {
  /** What messages call them, such as `PgBouncer`. */
  readonly label: string;
  /** Poolers at once, each with pools of its own. */
  readonly count: number;
  /** Pairs of a database and a user that clients log in with: a pooler has a pool for each. */
  readonly pairs: number;
  /** Most connections of one pool to the database. */
  readonly poolSize: number;
  /** Whether an update starts new poolers while the former ones still hold their connections. */
  readonly rollsOut: boolean;
}

/**
 * Most connections of one pool where nobody says otherwise: what Google's own poolers take
 * (https://cloud.google.com/alloydb/docs/configure-managed-connection-pooling).
 */
export const usualPoolSize = 50;

/** Most clients of Google's poolers where nobody says otherwise, from the same page. */
export const usualPoolerClients = 5000;

/** The port of poolers: of Google's, and of PgBouncer by default (https://www.pgbouncer.org/config.html#listen_port). */
export const poolerPort = 6432;

/** vCPU for each of Google's poolers: https://cloud.google.com/sql/docs/postgres/managed-connection-pooling. */
const cpusOfPooler = 4;

/**
 * vCPU of a machine type of Google's databases, which its name tells: `db-perf-optimized-N-8`, `db-custom-8-30720`,
 * `n2-highmem-8`. Undefined for others.
 */
export function cpusOf(machine: string): number | undefined {
  const [, custom, other] = /^db-custom-(\d{1,3})-\d+$|-(\d{1,3})(?:-lssd)?$/i.exec(machine) ?? [];
  const cpus = custom ?? other;
  return cpus === undefined ? undefined : Number(cpus);
}

/** How many poolers Google runs before an instance with so many vCPU. */
export function managedPoolers(cpus: number): number {
  return Math.max(1, Math.floor(cpus / cpusOfPooler));
}

/** What poolers ask of their database. */
export function poolerDemand({
  label,
  count,
  pairs,
  poolSize,
  rollsOut,
}: Poolers): ConnectionDemand {
  const each = pairs === 1 ? "" : ` (${poolSize} for each of ${pairs} pairs of database and user)`;
  return {
    label: `${label}${each}`,
    instances: count,
    pool: poolSize * pairs,
    overflow: 0,
    rollsOut,
  };
}
