import { arithmetic } from "../../policies/models/connection/arithmetic";
import {
  type ConnectionBudget,
  fittingChanges,
  leastMaximum,
} from "../../policies/models/connection/connection-budget";
import {
  defaultMaxConnections,
  greatestMaxConnections,
} from "../../policies/models/connection/connection-limit";
import {
  connectionBudgets,
  type DatabaseBudget,
  type PoolerBudget,
} from "../capacity/connection-budget";
import { formatPath, type Problem, problemAt } from "../problem";
import type { Rule } from "./rule";

/** Most services for which a message says what would fit. */
const mostAdvised = 6;

function adviceForServices(budget: ConnectionBudget): string[] {
  const changes = fittingChanges(budget).map(({ label, instances, pool, overflow }) => {
    const values = [
      ["scale.max", instances],
      ["pool", pool],
      ["overflow", overflow],
    ].flatMap(([key, value]) => (value === undefined ? [] : [`${key} ${value}`]));
    return { label, values };
  });
  return changes
    .filter(({ values }) => values.length > 0)
    .slice(0, mostAdvised)
    .map(({ label, values }) => `${values.join(" or ")} for ${label}`);
}

function adviceForMaximum(budget: DatabaseBudget, tier: string | undefined): string[] {
  const least = leastMaximum(budget);
  if (least > greatestMaxConnections) {
    return [];
  }
  const usual = tier === undefined ? undefined : defaultMaxConnections(tier);
  const against = usual === undefined ? "" : ` (the default of the tier is ${usual})`;
  return [`maxConnections ${least}${against}`];
}

function adviceForPools({ largestPoolSize }: PoolerBudget, maximum: readonly string[]): string {
  const changes = [...(largestPoolSize < 1 ? [] : [`poolSize ${largestPoolSize}`]), ...maximum];
  return changes.length === 0
    ? "No single change is enough: lower poolSize, and log in with fewer users and to fewer databases."
    : `Any one of these makes it fit: ${changes.join("; ")}.`;
}

function adviceFor(budget: DatabaseBudget, tier: string | undefined): string {
  if (budget.pooler !== undefined) {
    return adviceForPools(budget.pooler, adviceForMaximum(budget, tier));
  }
  const services = adviceForServices(budget);
  const changes = [...services, ...adviceForMaximum(budget, tier)];
  if (changes.length === 0) {
    return "No single change is enough: lower scale.max, pool or overflow of several services.";
  }
  return services.length === 0
    ? `No number of a single service is enough, but ${changes.join()} is.`
    : `Any one of these makes it fit: ${changes.join("; ")}.`;
}

/** A database as far as advice goes. */
interface Database {
  readonly type?: string;
  readonly tier?: string;
  readonly poolSize?: number;
}

/** The tier on which the default of a database depends; that of others than Cloud SQL depends on none. */
function tierOf(database: Database): string | undefined {
  return database.type === "cloud-sql" ? database.tier : undefined;
}

function allowedFor(pooler: PoolerBudget | undefined): string {
  switch (pooler?.kind) {
    case "managed":
      return "all pools of the pooler within maxConnections";
    case "pgbouncer":
      return "all pools of PgBouncer, also while its pods are replaced, within maxConnections";
    default:
      return "all connections that clients can open, during a rollout too, within maxConnections";
  }
}

/** Whether what connects to a database fits in it: the services, or the pools of its pooler. */
function databaseProblem(budget: DatabaseBudget, database: Database = {}): Problem[] {
  if (budget.sums.fits) {
    return [];
  }
  const key = database.poolSize !== undefined && budget.pooler ? "poolSize" : "maxConnections";
  return [
    problemAt(["holdfast:postgres", budget.database, key], {
      found: `too few connections: ${arithmetic(budget)}`,
      allowed: allowedFor(budget.pooler),
      action: adviceFor(budget, tierOf(database)),
    }),
  ];
}

/** Whether the services fit in their pooler. */
function clientsProblem({ database, pooler }: DatabaseBudget): Problem[] {
  if (pooler === undefined || pooler.clients.sums.fits) {
    return [];
  }
  const services = adviceForServices(pooler.clients);
  return [
    problemAt(["holdfast:postgres", database, "pooling"], {
      found: `more clients than ${pooler.label} takes: ${arithmetic(pooler.clients)}`,
      allowed:
        "all connections that services can open, during a rollout too, within those that the pooler takes",
      action:
        services.length === 0
          ? "No single change is enough: lower scale.max, pool or overflow of several services."
          : `Any one of these makes it fit: ${services.join("; ")}.`,
    }),
  ];
}

/**
 * All that the services can open at once fits in what the database accepts, also while each of them has two
 * revisions, and with what other clients and the database itself need. With a pooler its pools do, and the services fit
 * in what the pooler takes.
 */
export const connectionBudget: Rule = ({ file, unread }) => {
  const postgres = file["holdfast:postgres"];
  // Without the word for a pooler nobody knows which of two sums is meant.
  const isRead = ({ database }: DatabaseBudget) =>
    unread?.has(formatPath(["holdfast:postgres", database, "pooling"])) !== true;
  return connectionBudgets({ postgres, services: file["holdfast:services"] })
    .filter(isRead)
    .flatMap((budget) => [
      ...databaseProblem(budget, postgres?.[budget.database]),
      ...clientsProblem(budget),
    ]);
};
