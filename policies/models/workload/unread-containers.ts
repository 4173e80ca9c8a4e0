import { type Finding, undetermined } from "../../framework/finding";
import type { Workload } from "./workload";

/**
 * The findings of a policy that judges containers where a place that should hold some cannot be read: what it has not seen it
 * has not passed.
 *
 * @param consequence What cannot be told, as a clause: `the platform that they are for could not be verified`.
 */
export function unreadContainers(
  { unknowns }: Pick<Workload, "unknowns">,
  consequence: string,
): readonly Finding[] {
  return unknowns.map(({ path, reason }) =>
    undetermined(
      path,
      `${reason}, so ${consequence}. Give it so that only single values are unknown.`,
    ),
  );
}
