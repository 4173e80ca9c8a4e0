/**
 * How many connections a Cloud SQL for PostgreSQL instance accepts and keeps for itself. The stack file's rules
 * and the policies read it here.
 */

/** The smallest memory in GB of each step, and the default of `max_connections` from there on. */
const defaults: readonly (readonly [gigabytes: number, connections: number])[] = [
  [120, 1000],
  [60, 800],
  [30, 600],
  [15, 500],
  [7.5, 400],
  [6, 200],
  [3.75, 100],
];

/** Memory in GB of each vCPU of the tiers `db-perf-optimized-N-<vCPU>`; the largest has less, and the same default. */
const optimizedGigabytes = 8;

/** Memory in GB of a tier; undefined for one whose name does not tell it. */
function memoryOf(tier: string): number | undefined {
  const custom = /^db-custom-[0-9]+-([0-9]+)$/.exec(tier)?.[1];
  if (custom !== undefined) {
    return Number(custom) / 1024;
  }
  const optimized = /^db-perf-optimized-N-([0-9]+)$/i.exec(tier)?.[1];
  return optimized === undefined ? undefined : Number(optimized) * optimizedGigabytes;
}

/**
 * What `max_connections` is where the flag is not set: it follows the memory of the tier
 * (https://cloud.google.com/sql/docs/postgres/flags#postgres-m).
 *
 * @returns undefined for a tier whose name does not tell its memory.
 */
export function defaultMaxConnections(tier: string): number | undefined {
  if (tier === "db-f1-micro") {
    return 25;
  }
  if (tier === "db-g1-small") {
    return 50;
  }
  const memory = memoryOf(tier);
  return defaults.find(([least]) => memory !== undefined && memory >= least)?.[1];
}

/** The greatest value of `max_connections` that Cloud SQL takes. */
export const greatestMaxConnections = 262_143;

/**
 * Connections that PostgreSQL keeps for superusers, among them Cloud SQL's own agents: the default of
 * `superuser_reserved_connections` (https://www.postgresql.org/docs/current/runtime-config-connection.html).
 */
export const superuserReserved = 3;

/**
 * Connections that are best left free for superusers and for the agents of Cloud SQL. Google does not tell how
 * many connections its agents hold, so a tenth of the maximum is kept for them.
 */
export function usualReserve(maximum: number): number {
  return superuserReserved + Math.ceil(maximum / 10);
}
