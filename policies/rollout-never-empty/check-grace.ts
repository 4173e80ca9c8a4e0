import { type Finding, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { podSpecPath } from "../models/workload/kubernetes";
import type { PlacedObject } from "./object-places";

/** Seconds from the order to end until a pod is killed, unless it says more. */
const DEFAULT_GRACE = 30;

/**
 * A hook that sleeps before a container is told to end spends the pod's grace period: where it takes all of it, the container
 * is killed in the middle of its requests (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination).
 */
export function checkGrace({ group, kind, place }: PlacedObject): readonly Finding[] {
  const path = podSpecPath(group, kind);
  if (path === undefined) {
    return [];
  }
  const pod = place.at(...path);
  const period = pod.at("terminationGracePeriodSeconds");
  const grace = period.number() ?? DEFAULT_GRACE;
  if (typeof grace !== "number") {
    return [];
  }
  return ["initContainers", "containers"]
    .flatMap((list) => pod.at(list).entries())
    .flatMap((container) => {
      const hook = container.at("lifecycle", "preStop");
      const seconds = sleepOf(hook);
      return seconds === undefined || seconds < grace
        ? []
        : [
            violation(
              hook.path,
              `sleeps ${seconds} s, and ${period.number() === undefined ? `the pod is killed after ${DEFAULT_GRACE} s by default` : `the pod is killed after ${grace} s`}, so the container has no time to end its requests. Set terminationGracePeriodSeconds to more than ${seconds}, or sleep less.`,
            ),
          ];
    });
}

/** The seconds that a hook sleeps; undefined where it does something else or nothing tells. */
function sleepOf(hook: Place): number | undefined {
  const given = hook.at("sleep", "seconds").value;
  if (typeof given === "number") {
    return given;
  }
  const words = hook
    .at("exec", "command")
    .entries()
    .map(({ value }) => (typeof value === "string" ? value : ""));
  const [, seconds, unit = "s"] =
    /(?:^|[\s;&/])sleep\s+(\d{1,6})(s|m)?(?:[\s;&]|$)/.exec(words.join(" ")) ?? [];
  return seconds === undefined ? undefined : Number(seconds) * (unit === "m" ? 60 : 1);
}
