import type { Place } from "../../framework/place";
import { isKnown, Unknown, type Value } from "../../framework/value";
import { PROBE_DEFAULTS } from "../probe/cloud-run-probe-limits";

/** How long a pod may take to become ready before Kubernetes gives up on one of its containers. */
export interface StartupBudget {
  readonly seconds: number;
  /** The probe that takes longest, such as `spec.template.spec.containers[0].startupProbe`. */
  readonly path: string;
  /** How its seconds come about: `60 x 10 s`. */
  readonly arithmetic: string;
}

/**
 * The longest start that the probes of a pod allow: its sidecars start one after the other, then its containers together.
 * A container without a startup probe is asked at once whether it is ready, and may be asked for ever. Undefined where no
 * probe says how long a start may take.
 */
export function startupBudget(pod: Place): Value<StartupBudget> | undefined {
  const sidecars = pod
    .at("initContainers")
    .entries()
    .filter((container) => container.at("restartPolicy").value === "Always")
    .map(budgetOf);
  const containers = pod.at("containers").entries().map(budgetOf);
  const budgets = [...sidecars, ...containers];
  const unknown = [pod, pod.at("initContainers"), pod.at("containers")]
    .map(({ value }) => value)
    .concat(budgets.map((each) => (isKnown(each) ? undefined : each)))
    .find((value): value is Unknown => value instanceof Unknown);
  if (unknown !== undefined) {
    return unknown;
  }
  const known = (list: typeof budgets) =>
    list.filter((each) => isKnown(each) && each !== undefined);
  const [first] = (known(budgets) as StartupBudget[]).sort(
    (one, other) => other.seconds - one.seconds,
  );
  if (first === undefined) {
    return undefined;
  }
  const before = (known(sidecars) as StartupBudget[]).reduce(
    (sum, { seconds }) => sum + seconds,
    0,
  );
  const longest = Math.max(
    0,
    ...(known(containers) as StartupBudget[]).map(({ seconds }) => seconds),
  );
  return { ...first, seconds: before + longest };
}

function budgetOf(container: Place): Value<StartupBudget> | undefined {
  const probe = container.at("startupProbe");
  if (probe.value instanceof Unknown) {
    return probe.value;
  }
  if (probe.record() === undefined) {
    return undefined;
  }
  const delay = numberOr(probe.at("initialDelaySeconds"), 0);
  const period = numberOr(probe.at("periodSeconds"), PROBE_DEFAULTS.period);
  const failures = numberOr(probe.at("failureThreshold"), PROBE_DEFAULTS.failures);
  const unknown = [delay, period, failures].find((each): each is Unknown => !isKnown(each));
  if (unknown !== undefined || !isKnown(delay) || !isKnown(period) || !isKnown(failures)) {
    return unknown;
  }
  return {
    seconds: delay + period * failures,
    path: probe.path,
    arithmetic: `${delay === 0 ? "" : `${delay} s + `}${failures} x ${period} s`,
  };
}

function numberOr(place: Place, fallback: number): Value<number> {
  return place.number() ?? fallback;
}
