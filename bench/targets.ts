import type { LookupResults } from "./lookups";
import type { PlanMeasure, Variant } from "./plans";
import type { ProcessUsage } from "./usage";

/** What is to be reached, each as a most. */
export const TARGETS = {
  /** What the pack adds to the time of the plan of 1,000 services, as a part of it. */
  added: 0.25,
  /** How many times what 100 services add is added by 1,000. */
  growth: 11,
  /** How many times the floor lookups take. */
  lookups: 1.3,
  /** Memory of the pack at 1,000 services, in MiB. */
  mebibytes: 512,
} as const;

/** What policies add to one plan. */
export interface Addition {
  readonly seconds: number;
  /** As a part of the time without policies. */
  readonly part: number;
  /** Processor time of all processes, in seconds; undefined where the system does not show it. */
  readonly cpuSeconds: number | undefined;
}

/** The plan of a variant among the plans of one kind and size. */
export function planOf(
  plans: readonly PlanMeasure[],
  { kind, services }: Pick<PlanMeasure, "kind" | "services">,
  variant: Variant,
): PlanMeasure | undefined {
  return plans.find(
    (plan) => plan.kind === kind && plan.services === services && plan.variant === variant,
  );
}

/** What a plan took more than that without policies; undefined where one of the two was not made. */
export function additionOf(
  plans: readonly PlanMeasure[],
  what: Pick<PlanMeasure, "kind" | "services">,
  variant: Variant,
): Addition | undefined {
  const without = planOf(plans, what, "none");
  const measured = planOf(plans, what, variant);
  if (without === undefined || measured === undefined) return undefined;
  const seconds = measured.seconds - without.seconds;
  const cpu = [measured, without].map(({ usage }) => cpuOf(usage.processes));
  const [more, less] = cpu;
  return {
    seconds,
    part: seconds / without.seconds,
    cpuSeconds: more === undefined || less === undefined ? undefined : more - less,
  };
}

/** How many times what the smaller of two sizes adds is added by the larger; undefined where that says nothing. */
export function growthOf(
  plans: readonly PlanMeasure[],
  kind: PlanMeasure["kind"],
  from: number,
  to: number,
): number | undefined {
  const small = additionOf(plans, { kind, services: from }, "pack");
  const large = additionOf(plans, { kind, services: to }, "pack");
  return small === undefined || large === undefined || small.seconds <= 0
    ? undefined
    : large.seconds / small.seconds;
}

/** The process of the pack, of either. */
export function packOf({ usage }: PlanMeasure): ProcessUsage | undefined {
  return usage.processes.find(({ command }) =>
    /(?:policies\/bin|two-policies)\/index\.js/.test(command),
  );
}

/** Seconds that lookups take at least: one request each, so many at once. */
export function floorOf({
  references,
  concurrency,
  latency,
}: Pick<LookupResults, "references" | "concurrency" | "latency">): number {
  return (Math.ceil(references / concurrency) * latency) / 1000;
}

function cpuOf(processes: readonly ProcessUsage[]): number | undefined {
  return processes.length === 0
    ? undefined
    : processes.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}
