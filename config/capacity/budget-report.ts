import { rolloutDemand, steadyDemand } from "../../policies/models/connection/connection-budget";
import { type BudgetSource, connectionBudgets, type DatabaseBudget } from "./connection-budget";

/** The budget of a database in numbers and lines to read. */
export interface BudgetReport {
  /** Connections that the database accepts. */
  readonly accepts: number;
  /** Connections of these that are left to the database itself. */
  readonly reserved: number;
  /** Connections of clients that are no services of the stack. */
  readonly other: number;
  /** Most connections of the services, or of the pooler, during a rollout too. */
  readonly most: number;
  /** Connections that nobody can take: what is left for more services. */
  readonly left: number;
  /** What shares the connections among services, with its sum; `none` where each service connects to the database. */
  readonly pooler: string;
  /**
   * Each service that uses the database, the largest share first: most instances x (pool + overflow), during a rollout, and the
   * share of what the database accepts, or of all clients of its pooler.
   */
  readonly services: Readonly<Record<string, string>>;
}

/** A share in percent, with one digit where it is no whole number. */
function percent(part: number, whole: number): string {
  const share = (part / whole) * 100;
  return `${Number.isInteger(share) ? share : share.toFixed(1)} %`;
}

function sharesOf({ services, maximum, pooler }: DatabaseBudget): Record<string, string> {
  const whole = pooler?.clients.sums.needed ?? maximum;
  const of = pooler === undefined ? `${whole}` : "all clients";
  const ordered = [...services].sort((one, other) => rolloutDemand(other) - rolloutDemand(one));
  return Object.fromEntries(
    ordered.map((demand) => {
      const { service, instances, pool, overflow } = demand;
      const most = rolloutDemand(demand);
      const sum = `${instances} x (${pool} + ${overflow}) = ${steadyDemand(demand)}`;
      return [service, `${sum}, ${most} during a rollout: ${percent(most, whole)} of ${of}`];
    }),
  );
}

function poolerOf({ pooler }: DatabaseBudget): string {
  if (pooler === undefined) {
    return "none";
  }
  const { kind, count, pairs, poolSize, clients } = pooler;
  const pools = pairs === 1 ? "" : ` x ${pairs} pairs of database and user`;
  const sum = `${count} x ${poolSize}${pools} = ${count * poolSize * pairs} connections`;
  return `${kind}: ${sum}, for ${clients.sums.needed} of ${clients.maximum} clients`;
}

/** The budgets of all databases that services use, by the names of the databases. */
export function budgetReports(source: BudgetSource): Record<string, BudgetReport> {
  return Object.fromEntries(
    connectionBudgets(source)
      .filter(({ services }) => services.length > 0)
      .map((budget) => {
        const { database, maximum, sums } = budget;
        return [
          database,
          {
            accepts: maximum,
            reserved: sums.reserved,
            other: sums.others,
            most: sums.rollout,
            left: maximum - sums.needed,
            pooler: poolerOf(budget),
            services: sharesOf(budget),
          },
        ];
      }),
  );
}
