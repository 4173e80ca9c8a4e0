import {
  type ConnectionBudget,
  type ConnectionDemand,
  type ConnectionSums,
  revisionsInRollout,
  sumConnections,
} from "../../policies/models/connection/connection-budget";
import { usualReserve } from "../../policies/models/connection/connection-limit";
import {
  type Poolers,
  poolerDemand,
  usualPoolerClients,
  usualPoolSize,
} from "../../policies/models/connection/pooler";
import { loginOf } from "../credentials";
import { type Pooled, type Pooler, poolerOf, poolersOf } from "../poolers";
import { quote } from "../problem";
import { authenticationOf } from "../stores";

/** A database as far as its budget goes: of the stack file or of the configuration. */
interface Database extends Omit<Pooled, "type"> {
  readonly type?: "cloud-sql" | "alloydb" | "in-cluster";
  readonly authentication?: "password" | "iam";
  readonly maxConnections?: number;
  readonly reservedConnections?: number;
  readonly otherConnections?: Readonly<Record<string, number | undefined>>;
  readonly poolSize?: number;
  readonly databases?: Readonly<Record<string, unknown>>;
  readonly users?: Readonly<Record<string, unknown>>;
}

/** The use of a database as far as budgets go. */
interface BudgetUse {
  readonly optional?: boolean;
  readonly database?: string;
  readonly user?: string;
  readonly pool?: number;
  readonly overflow?: number;
}

/** A service as far as budgets go: of the stack file or of the configuration. */
interface Service {
  readonly scale?: { readonly min?: number; readonly max?: number };
  readonly uses?: Readonly<Record<string, BudgetUse | undefined>>;
}

/** What budgets are made from: a configuration, or the parts of a stack file that could be read. */
export interface BudgetSource {
  /** Databases by name. */
  readonly postgres?: Readonly<Record<string, Database | undefined>>;
  /** Services by name. */
  readonly services?: Readonly<Record<string, Service | undefined>>;
}

/** What a service can open to a database. */
export interface ServiceDemand extends ConnectionDemand {
  /** Name of the service in the stack file. */
  readonly service: string;
}

/** A budget with its sums. */
interface Summed extends ConnectionBudget {
  readonly sums: ConnectionSums;
}

/** What shares the connections to a database among services. */
export interface PoolerBudget extends Poolers {
  readonly kind: Pooler;
  /** The databases to which services log in, and as whom: a pool for each pair. */
  readonly pools: readonly { readonly database: string; readonly users: readonly string[] }[];
  /** The greatest size of a pool with which all pools fit in the database; 0 where none does. */
  readonly largestPoolSize: number;
  /** The services, against the clients that the pooler takes. */
  readonly clients: Summed;
}

/** The connections of one database: who can open them, and what it accepts. */
export interface DatabaseBudget extends Summed {
  /** Name of the database in the stack file. */
  readonly database: string;
  /** What each service can open: to the pooler where there is one, else to the database. */
  readonly services: readonly ServiceDemand[];
  /** The pooler, which alone connects to the database then. Absent: the services do. */
  readonly pooler?: PoolerBudget;
}

/** What a service asks of a database, and as whom it logs in. */
interface Consumer {
  readonly demand: ServiceDemand;
  readonly use: BudgetUse;
}

function consumersByTarget(services: BudgetSource["services"] = {}): Map<string, Consumer[]> {
  const byTarget = new Map<string, Consumer[]>();
  for (const [name, service] of Object.entries(services)) {
    const instances = service?.scale?.max;
    for (const [target, use] of Object.entries(service?.uses ?? {})) {
      if (use?.pool === undefined || instances === undefined) {
        continue;
      }
      const demand: ServiceDemand = {
        service: name,
        label: quote(name),
        instances,
        leastInstances: service?.scale?.min,
        pool: use.pool,
        overflow: use.overflow ?? 0,
        rollsOut: true,
      };
      const consumers = byTarget.get(target) ?? [];
      byTarget.set(target, consumers);
      consumers.push({ demand, use });
    }
  }
  return byTarget;
}

/** The users as whom services log in to each database. With IAM each service is a user of its own. */
function poolsOf(database: Database, consumers: readonly Consumer[]): Map<string, Set<string>> {
  const iam = authenticationOf(database) === "iam";
  const pools = new Map<string, Set<string>>();
  for (const { demand, use } of consumers) {
    const login = loginOf(use, database);
    const name = login.database ?? "";
    const users = pools.get(name) ?? new Set();
    pools.set(name, users.add((iam ? demand.service : login.user) ?? ""));
  }
  return pools;
}

/** The greatest size of a pool with which `pools` of them fit, by what is left of the maximum. */
function largestPoolSize({ reserve, maximum, others }: ConnectionBudget, pools: number): number {
  const beside = others.reduce((sum, { connections }) => sum + connections, 0);
  return Math.max(0, Math.floor((maximum - reserve(maximum) - beside) / pools));
}

const poolerLabels: Readonly<Record<Pooler, string>> = {
  managed: "the managed pooler",
  pgbouncer: "PgBouncer",
};

function poolerBudget(
  database: Database,
  kind: Pooler,
  count: number,
  consumers: readonly Consumer[],
  base: ConnectionBudget,
): PoolerBudget {
  const pools = [...poolsOf(database, consumers)].map(([name, users]) => ({
    database: name,
    users: [...users],
  }));
  // One that nobody uses is counted as if one service did.
  const pairs = Math.max(
    1,
    pools.reduce((sum, { users }) => sum + users.length, 0),
  );
  // A pod of PgBouncer that is to end keeps its connections until its clients are gone.
  const rollsOut = kind === "pgbouncer";
  const largest = largestPoolSize(base, count * pairs * (rollsOut ? revisionsInRollout : 1));
  const poolSize = database.poolSize ?? Math.max(1, Math.min(usualPoolSize, largest));
  return {
    kind,
    pools,
    label: poolerLabels[kind],
    count,
    pairs,
    poolSize,
    rollsOut,
    largestPoolSize: largest,
    clients: summed({
      demands: consumers.map(({ demand }) => demand),
      others: [],
      reserve: () => 0,
      maximum: usualPoolerClients,
    }),
  };
}

function summed(budget: ConnectionBudget): Summed {
  return { ...budget, sums: sumConnections(budget) };
}

function budgetOf(
  name: string,
  database: Database,
  maximum: number,
  consumers: readonly Consumer[],
): DatabaseBudget | undefined {
  const { reservedConnections, otherConnections, pooling } = database;
  const services = consumers.map(({ demand }) => demand);
  const base: ConnectionBudget = {
    demands: services,
    others: Object.entries(otherConnections ?? {}).flatMap(([label, connections]) =>
      connections === undefined ? [] : [{ label: quote(label), connections }],
    ),
    reserve: reservedConnections === undefined ? usualReserve : (): number => reservedConnections,
    maximum,
  };
  if (pooling !== true) {
    return { database: name, services, ...summed(base) };
  }
  const kind = poolerOf(database);
  const count = poolersOf(database);
  if (kind === undefined || count === undefined) {
    return undefined;
  }
  const pooler = poolerBudget(database, kind, count, consumers, base);
  return {
    database: name,
    services,
    pooler,
    ...summed({ ...base, demands: [poolerDemand(pooler)] }),
  };
}

/**
 * The budget of each database: every service that uses it, also optionally, with all its instances, pools and
 * overflows, or its pooler with all of its pools. Services without a number are left out, as are databases without a
 * maximum, and those of whose pooler too little could be read.
 */
export function connectionBudgets({ postgres = {}, services }: BudgetSource): DatabaseBudget[] {
  const consumers = consumersByTarget(services);
  return Object.entries(postgres).flatMap(([name, database]) =>
    database?.maxConnections === undefined
      ? []
      : (budgetOf(name, database, database.maxConnections, consumers.get(name) ?? []) ?? []),
  );
}
