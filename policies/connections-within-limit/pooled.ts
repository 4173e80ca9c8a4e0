import { type Finding, undetermined, violation } from "../framework/finding";
import { arithmetic } from "../models/connection/arithmetic";
import { type ConnectionBudget, sumConnections } from "../models/connection/connection-budget";
import type { ManagedPooler } from "../models/connection/managed-pooler";
import { poolerDemand } from "../models/connection/pooler";
import type { ServerLimit } from "../models/connection/server-limit";

/**
 * Judges clients who have more connections than the database accepts, where Google's pooler stands before it. Whether a
 * client connects to it, by its port, and with how many pairs of database and user, few programs tell: what neither way
 * carries is refused, and the rest is not evaluated.
 *
 * @param direct The budget of the clients without the pooler, which does not fit.
 */
export function checkPooled(
  direct: ConnectionBudget,
  limit: ServerLimit,
  { path, count, poolSize, clients }: ManagedPooler,
): Finding {
  const { rollout } = sumConnections(direct);
  if (count === undefined || poolSize === undefined || clients === undefined) {
    return undetermined(
      path,
      `puts a pooler before the database, whose numbers are not known. Without it: ${arithmetic(direct)}. Check the sum of its pools by hand.`,
    );
  }
  if (rollout > clients) {
    const asClients = { ...direct, reserve: () => 0, maximum: clients };
    return violation(
      path,
      `puts a pooler before the database that takes fewer clients than there can be: ${arithmetic(asClients)}. Without it: ${arithmetic(direct)}. Limit the instances of the services, or lower their pools.`,
    );
  }
  const label = "its pools for one pair of database and user";
  const pools = poolerDemand({ label, count, pairs: 1, poolSize, rollsOut: false });
  const pooled = { ...direct, demands: [pools] };
  const { needed, fits } = sumConnections(pooled);
  if (!fits) {
    const most = Math.floor((limit.maximum - (needed - count * poolSize)) / count);
    return violation(
      path,
      `puts a pooler before the database that can open more connections than it accepts: ${arithmetic(pooled)}. Set max_pool_size to ${Math.max(1, most)} or less, divided by the number of such pairs.`,
    );
  }
  return undetermined(
    path,
    `puts a pooler before the database, and nothing tells of how many pairs of database and user, and whether all clients connect to its port 6432. For one pair: ${arithmetic(pooled)}. Without the pooler: ${arithmetic(direct)}. Check the sum of all pairs by hand.`,
  );
}
