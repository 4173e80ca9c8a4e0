import {
  type ConnectionBudget,
  type ConnectionDemand,
  type ConnectionSums,
  sumConnections,
} from "../../policies/models/connection/connection-budget";
import { usualReserve } from "../../policies/models/connection/connection-limit";
import { quote } from "../problem";

/** A database as far as its budget goes: of the stack file or of the configuration. */
interface Database {
  readonly maxConnections?: number;
  readonly reservedConnections?: number;
  readonly otherConnections?: Readonly<Record<string, number | undefined>>;
}

/** A service as far as budgets go: of the stack file or of the configuration. */
interface Service {
  readonly scale?: { readonly min?: number; readonly max?: number };
  readonly uses?: Readonly<
    Record<
      string,
      | { readonly optional?: boolean; readonly pool?: number; readonly overflow?: number }
      | undefined
    >
  >;
}

/** What budgets are made from: a configuration, or the parts of a stack file that could be read. */
export interface BudgetSource {
  /** Databases by name. */
  readonly postgres?: Readonly<Record<string, Database | undefined>>;
  /** Services by name. */
  readonly services?: Readonly<Record<string, Service | undefined>>;
}

/** The connections of one database: who can open them, and what it accepts. */
export interface DatabaseBudget extends ConnectionBudget {
  /** Name of the database in the stack file. */
  readonly database: string;
  /** The sums of it all. */
  readonly sums: ConnectionSums;
}

function demandsOn(database: string, services: BudgetSource["services"] = {}): ConnectionDemand[] {
  return Object.entries(services).flatMap(([name, service]) => {
    const uses = service?.uses ?? {};
    const use = Object.hasOwn(uses, database) ? uses[database] : undefined;
    const instances = service?.scale?.max;
    if (use?.pool === undefined || instances === undefined) {
      return [];
    }
    return [
      {
        label: quote(name),
        instances,
        leastInstances: service?.scale?.min,
        pool: use.pool,
        overflow: use.overflow ?? 0,
        rollsOut: true,
      },
    ];
  });
}

/**
 * The budget of each database: every service that uses it, also optionally, with all its instances, pools and
 * overflows. Services without a number are left out, as are databases without a maximum.
 */
export function connectionBudgets({ postgres = {}, services }: BudgetSource): DatabaseBudget[] {
  return Object.entries(postgres).flatMap(([database, settings]) => {
    const { maxConnections: maximum, reservedConnections, otherConnections } = settings ?? {};
    if (maximum === undefined) {
      return [];
    }
    const budget: ConnectionBudget = {
      demands: demandsOn(database, services),
      others: Object.entries(otherConnections ?? {}).flatMap(([name, connections]) =>
        connections === undefined ? [] : [{ label: quote(name), connections }],
      ),
      reserve: reservedConnections === undefined ? usualReserve : (): number => reservedConnections,
      maximum,
    };
    return [{ database, ...budget, sums: sumConnections(budget) }];
  });
}
