import {
  type ConnectionBudget,
  type ConnectionDemand,
  revisionsInRollout,
  rolloutDemand,
  rolloutInstances,
  steadyDemand,
  sumConnections,
} from "./connection-budget";

/** Most summands of one kind that are shown one by one. */
const mostShown = 8;

/** Shows the largest summands, and the rest of them in one. */
function summands<Entry>(
  entries: readonly Entry[],
  amount: (entry: Entry) => number,
  show: (entry: Entry) => string,
): string[] {
  if (entries.length <= mostShown) {
    return entries.map(show);
  }
  const ordered = [...entries].sort((one, other) => amount(other) - amount(one));
  const rest = ordered.slice(mostShown - 1);
  const left = rest.reduce((sum, entry) => sum + amount(entry), 0);
  return [...ordered.slice(0, mostShown - 1).map(show), `${rest.length} more = ${left}`];
}

function product(demand: ConnectionDemand): string {
  const { label, instances, pool, overflow } = demand;
  return `${label} ${instances} x (${pool} + ${overflow}) = ${steadyDemand(demand)}`;
}

/** One that starts fewer than a second revision during a rollout. */
function productInRollout(demand: ConnectionDemand): string {
  const { label, instances, pool, overflow } = demand;
  const more = rolloutInstances(demand) - instances;
  return more === 0
    ? product(demand)
    : `${label} (${instances} + ${more} during a rollout) x (${pool} + ${overflow}) = ${rolloutDemand(demand)}`;
}

/**
 * A budget with all its summands in one line, such as `"api" 4 x (10 + 15) = 100, two revisions during a rollout
 * 100 x 2 = 200, other clients 0, reserved 13:
 * 213 of 100 (113 without a rollout)`.
 */
export function arithmetic(budget: ConnectionBudget): string {
  const { demands, others, maximum } = budget;
  const sums = sumConnections(budget);
  const services = demands.filter(({ rollsOut, inRollout }) => rollsOut && inRollout === undefined);
  const single = demands.filter((demand) => !services.includes(demand));
  const steady = services.reduce((sum, demand) => sum + steadyDemand(demand), 0);
  const rollout = `two revisions during a rollout ${steady} x ${revisionsInRollout} = ${steady * revisionsInRollout}`;
  const beside = summands(
    others,
    ({ connections }) => connections,
    ({ label, connections }) => `${label} ${connections}`,
  );
  const parts = [
    ...summands(services, steadyDemand, product),
    ...(services.length === 0 ? [] : [rollout]),
    ...summands(single, rolloutDemand, productInRollout),
    `other clients ${beside.length === 0 ? "0" : beside.join(" + ")}`,
    `reserved ${sums.reserved}`,
  ];
  const without =
    sums.rollout === sums.steady
      ? ""
      : ` (${sums.steady + sums.others + sums.reserved} without a rollout)`;
  return `${parts.join(", ")}: ${sums.needed} of ${maximum}${without}`;
}
