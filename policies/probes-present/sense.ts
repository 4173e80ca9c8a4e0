import { type Finding, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { isKnown, textOf } from "../framework/value";
import { PROBE_DEFAULTS } from "../models/probe/cloud-run-probe-limits";

/** Parts of a path that ask for what the container depends on. */
const DEPENDENCIES =
  /(?:^|[/_-])(?:ready|readyz|readiness|dependenc(?:y|ies)|deep|databases?|db|redis|postgres|infrastructure)(?:$|[/_?-])/i;

/** What is wrong with what the probes of one container ask, on whatever platform. */
export function checkSense(container: Place): readonly Finding[] {
  const liveness = container.at("livenessProbe");
  const readiness = container.at("readinessProbe");
  return [
    ...checkDependency(liveness),
    ...checkTwins(liveness, readiness),
    ...["startupProbe", "livenessProbe", "readinessProbe"].flatMap((key) =>
      checkTimeout(container.at(key)),
    ),
  ];
}

/** A container that is ended because its database is away comes back to a database that is away. */
function checkDependency(liveness: Place): readonly Finding[] {
  const path = liveness.at("httpGet", "path");
  return typeof path.value === "string" && DEPENDENCIES.test(path.value)
    ? [
        violation(
          path.path,
          `is "${shownPath(path.value)}", which asks for what the container depends on, so every instance is ended while a dependency is away. Ask a path that tells only that the process lives.`,
        ),
      ]
    : [];
}

/** The same question with the same patience ends a container as soon as it is taken out of traffic. */
function checkTwins(liveness: Place, readiness: Place): readonly Finding[] {
  const [one, other] = [liveness, readiness].map((probe) => probe.at("httpGet"));
  if (one?.record() === undefined || other?.record() === undefined) {
    return [];
  }
  const isSame = ["path", "port"].every((key) => {
    const [left, right] = [one.at(key).value, other.at(key).value];
    return isKnown(left) && isKnown(right) && (left ?? "") === (right ?? "");
  });
  const isAskedForDependency = DEPENDENCIES.test(textOf(one.at("path").value));
  const [ended, taken] = [patience(liveness), patience(readiness)];
  return isSame &&
    !isAskedForDependency &&
    ended !== undefined &&
    taken !== undefined &&
    ended <= taken
    ? [
        violation(
          liveness.path,
          `asks what the readiness probe asks, and gives up after ${ended} s, no later than it (${taken} s), so an instance that is only busy is ended in the place of resting. Ask another path, or raise its failureThreshold.`,
        ),
      ]
    : [];
}

/** Seconds of failure after which a probe acts; undefined when they cannot be read. */
function patience(probe: Place): number | undefined {
  const period = numberOr(probe.at("periodSeconds"), PROBE_DEFAULTS.period);
  const failures = numberOr(probe.at("failureThreshold"), PROBE_DEFAULTS.failures);
  return period === undefined || failures === undefined ? undefined : period * failures;
}

/** A probe that may last longer than its period is one of several at a time, or none. */
function checkTimeout(probe: Place): readonly Finding[] {
  const timeout = numberOr(probe.at("timeoutSeconds"), PROBE_DEFAULTS.timeout);
  const period = numberOr(probe.at("periodSeconds"), PROBE_DEFAULTS.period);
  // The platform refuses this of a readiness probe by HTTP, which another policy tells.
  const isTold =
    probe.path.endsWith("readinessProbe") && probe.at("httpGet").record() !== undefined;
  return timeout !== undefined && period !== undefined && timeout > period && !isTold
    ? [
        violation(
          probe.at("timeoutSeconds").path,
          `is ${timeout} s with a period of ${period} s, so the next probe is due before this one has failed. Set it to ${period} or less, or raise periodSeconds.`,
        ),
      ]
    : [];
}

function numberOr(place: Place, fallback: number): number | undefined {
  const { value } = place;
  if (!isKnown(value)) {
    return undefined;
  }
  return typeof value === "number" ? value : fallback;
}

/** A path without what may stand behind it, such as a token. */
function shownPath(path: string): string {
  return path.replace(/[?#].*$/s, "");
}
