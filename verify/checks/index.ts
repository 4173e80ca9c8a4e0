import type { Check, Checks, Gate } from "../check";
import type { Group } from "../plan";
import { availabilityCheck } from "./availability";
import type { CheckContext } from "./context";
import { goldenPathCheck } from "./golden-path";
import { healthCheck } from "./health";
import { infrastructureChecks } from "./infrastructure";
import { loginFor } from "./login";
import { routeChecks } from "./routes";
import { serviceGates } from "./service-gates";
import { tlsChecks } from "./tls";
import { webSocketCheck } from "./websocket";

export type { CheckContext } from "./context";

/** All checks of a plan, each after those that it needs, and their gates. */
function allChecks(context: CheckContext): Checks {
  const { hosts, routes, websocket, infrastructure, goldenPath } = context.plan;
  const health = hosts.map((target) => healthCheck(context, target));
  const login =
    goldenPath && routes.some(({ authenticated }) => authenticated)
      ? loginFor(context, goldenPath)
      : undefined;
  const asked = routeChecks(context, login);
  return {
    checks: [
      ...hosts.flatMap(({ host }) => tlsChecks(context, host)),
      ...health,
      ...hosts.map((target) => availabilityCheck(context, target)),
      ...(websocket ? [webSocketCheck(context, websocket)] : []),
      ...(login ? [login.check] : []),
      ...asked,
      ...(infrastructure ? infrastructureChecks(context, infrastructure) : []),
      ...(goldenPath ? [goldenPathCheck(context, goldenPath)] : []),
    ],
    gates: serviceGates(context.plan, [...health, ...asked]),
  };
}

/** The checks of some groups, with those of other groups that they need. */
export function checksOf(context: CheckContext, groups: readonly Group[]): Checks {
  const { checks, gates } = allChecks(context);
  const byId = new Map<string, Check | Gate>([...checks, ...gates].map((one) => [one.id, one]));
  const chosen = new Set<string>();
  const left = checks
    .filter((check) => check.groups.some((group) => groups.includes(group)))
    .map(({ id }) => id);
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (chosen.has(id)) continue;
    chosen.add(id);
    left.push(...(byId.get(id)?.needs ?? []));
  }
  const isChosen = ({ id }: Check | Gate) => chosen.has(id);
  return { checks: checks.filter(isChosen), gates: gates.filter(isChosen) };
}
