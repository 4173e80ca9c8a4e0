import { type CheckContext, checksOf } from "../checks";
import type { Group } from "../plan";

/** Width of the longest name of a group. */
const GROUP_WIDTH = 12;

/** What would be checked, one line each, with the services of which all must be well before. */
export function plannedChecks(context: CheckContext, groups: readonly Group[]): string {
  const { stack, requires } = context.plan;
  const { checks } = checksOf(context, groups);
  const lines = checks.map(({ groups: [group], title, service = "" }) => {
    const required = Object.hasOwn(requires, service) ? (requires[service] ?? []) : [];
    const after = required.length === 0 ? "" : `  after ${required.join(", ")}`;
    return `${group.padEnd(GROUP_WIDTH)} ${title}${after}`;
  });
  const count = checks.length === 1 ? "1 check" : `${checks.length} checks`;
  return [...lines, `Stack "${stack}" has ${count}. Nothing was asked.`, ""].join("\n");
}
