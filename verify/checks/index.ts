import type { Check } from "../check";
import type { Group } from "../plan";
import { availabilityCheck } from "./availability";
import type { CheckContext } from "./context";
import { goldenPathCheck } from "./golden-path";
import { healthCheck } from "./health";
import { infrastructureChecks } from "./infrastructure";
import { tlsChecks } from "./tls";
import { webSocketCheck } from "./websocket";

export type { CheckContext } from "./context";

/** All checks of a plan, each after those that it needs. */
function allChecks(context: CheckContext): Check[] {
  const { hosts, websocket, infrastructure, goldenPath } = context.plan;
  return [
    ...hosts.flatMap(({ host }) => tlsChecks(context, host)),
    ...hosts.map((target) => healthCheck(context, target)),
    ...hosts.map((target) => availabilityCheck(context, target)),
    ...(websocket ? [webSocketCheck(context, websocket)] : []),
    ...(infrastructure ? infrastructureChecks(context, infrastructure) : []),
    ...(goldenPath ? [goldenPathCheck(context, goldenPath)] : []),
  ];
}

/** The checks of some groups, with those of other groups that they need. */
export function checksOf(context: CheckContext, groups: readonly Group[]): Check[] {
  const all = allChecks(context);
  const byId = new Map(all.map((check) => [check.id, check]));
  const chosen = new Set<string>();
  const choose = ({ id, needs }: Check) => {
    chosen.add(id);
    for (const need of needs) {
      const needed = byId.get(need);
      if (needed && !chosen.has(need)) choose(needed);
    }
  };
  for (const check of all) {
    if (check.groups.some((group) => groups.includes(group))) choose(check);
  }
  return all.filter(({ id }) => chosen.has(id));
}
