import { type Finding, undetermined } from "../framework/finding";
import { isOfTheCluster, isWindows, type PodSpec } from "../models/workload/pod-spec";
import { checkContainer } from "./container";
import { checkPod } from "./pod";
import { checkWindowsContainer, checkWindowsPod } from "./windows";

/** What a workload may do beyond its own container. */
export function checkWorkload(workload: PodSpec): readonly Finding[] {
  if (isOfTheCluster(workload)) {
    return [];
  }
  const unread = workload.unread.map((place) =>
    undetermined(
      place.path,
      `${place.unknownReason()}. Give its securityContext as a literal, so that it can be checked.`,
    ),
  );
  // A container for debugging is added by hand to a pod that runs, with other rights on purpose.
  const containers = workload.containers.filter(({ role }) => role !== "ephemeral");
  return withoutTwins([
    ...unread,
    ...(isWindows(workload)
      ? [...checkWindowsPod(workload), ...containers.flatMap(checkWindowsContainer)]
      : [
          ...checkPod(workload),
          ...containers.flatMap((container) => checkContainer(container, workload)),
        ]),
  ]);
}

/** What a pod says for all of its containers is found once, and what is unknown as a whole too. */
function withoutTwins(findings: readonly Finding[]): readonly Finding[] {
  const first = new Map<string, Finding>();
  for (const finding of findings) {
    const { kind, path, message } = finding;
    const key = kind === "undetermined" ? path : `${path} ${message}`;
    first.set(key, first.get(key) ?? finding);
  }
  return [...first.values()];
}
