import { arithmetic } from "../../policies/models/connection/arithmetic";
import { fittingChanges, leastMaximum } from "../../policies/models/connection/connection-budget";
import {
  defaultMaxConnections,
  greatestMaxConnections,
} from "../../policies/models/connection/connection-limit";
import { connectionBudgets, type DatabaseBudget } from "../capacity/connection-budget";
import { problemAt } from "../problem";
import type { Rule } from "./rule";

/** Most services for which a message says what would fit. */
const mostAdvised = 6;

function adviceForServices(budget: DatabaseBudget): string[] {
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

function adviceFor(budget: DatabaseBudget, tier: string | undefined): string {
  const services = adviceForServices(budget);
  const changes = [...services, ...adviceForMaximum(budget, tier)];
  if (changes.length === 0) {
    return "No single change is enough: lower scale.max, pool or overflow of several services.";
  }
  return services.length === 0
    ? `No number of a single service is enough, but ${changes.join()} is.`
    : `Any one of these makes it fit: ${changes.join("; ")}.`;
}

/** The tier on which the default of a database depends; that of others than Cloud SQL depends on none. */
function tierOf(database: { type?: string; tier?: string } = {}): string | undefined {
  return database.type === "cloud-sql" ? database.tier : undefined;
}

/**
 * All that the services can open at once fits in what the database accepts, also while each of them has two
 * revisions, and with what other clients and the database itself need.
 */
export const connectionBudget: Rule = ({ file }) => {
  const postgres = file["holdfast:postgres"];
  return connectionBudgets({ postgres, services: file["holdfast:services"] })
    .filter(({ sums }) => !sums.fits)
    .map((budget) =>
      problemAt(["holdfast:postgres", budget.database, "maxConnections"], {
        found: `too few connections: ${arithmetic(budget)}`,
        allowed:
          "all connections that clients can open, during a rollout too, within maxConnections",
        action: adviceFor(budget, tierOf(postgres?.[budget.database])),
      }),
    );
};
