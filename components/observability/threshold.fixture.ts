import type { Aggregation } from "./condition";

/**
 * Evaluates the thresholds that alerts of the stack are made of, on points that a test makes up: filter, alignment,
 * reduction, comparison and duration, and the burn rate of an objective. What it does not know it refuses.
 * https://cloud.google.com/monitoring/api/v3/aggregation
 */

/** Points of one series of Cloud Monitoring, by minute. */
export interface PointSeries {
  /** `resource.type`, `metric.type`, and labels as `resource.labels.host`. */
  readonly told: Readonly<Record<string, string>>;
  /** By minute: a number, whether something is so, or the values of a distribution. */
  readonly points: ReadonlyMap<number, number | boolean | readonly number[]>;
}

/** A condition as a policy has it. */
export interface PlannedThreshold {
  readonly filter: string;
  readonly aggregations?: readonly Aggregation[];
  readonly comparison: string;
  readonly thresholdValue: number;
  readonly duration: string;
  readonly denominatorFilter?: string;
}

/** An objective as it is planned, by the name that alerts know it by. */
export interface PlannedObjective {
  readonly goal: number;
  readonly requestBasedSli: {
    readonly goodTotalRatio?: {
      readonly badServiceFilter: string;
      readonly totalServiceFilter: string;
    };
    readonly distributionCut?: {
      readonly distributionFilter: string;
      readonly range: { readonly max: number };
    };
  };
}

type Objectives = ReadonlyMap<string, PlannedObjective>;
type Point = number | boolean | readonly number[];

const unknown = (what: string, text: string) => new Error(`The ${what} "${text}" is not known.`);

/** Whether a series is one that a filter means. */
export function isMeant(filter: string, { told }: PointSeries): boolean {
  return filter.split(" AND ").every((part) => {
    const [, label, operator, form, text] =
      /^([\w.]+)(=|!=)(monitoring\.regex\.full_match|one_of)?\(?((?:"[^"]*",?)+|\d+)\)?$/.exec(
        part,
      ) ?? [];
    if (label === undefined || text === undefined) throw unknown("part of a filter", part);
    const values = text.split(",").map((value) => value.replace(/"/g, ""));
    const own = told[label];
    const holds =
      own !== undefined &&
      (form === "monitoring.regex.full_match"
        ? new RegExp(`^(?:${text.slice(1, -1)})$`).test(own)
        : values.includes(own));
    return operator === "=" ? holds : !holds;
  });
}

/** The points of the period that ends with a minute, the oldest first. */
function pointsIn({ points }: PointSeries, period: string, minute: number): Point[] {
  const minutes = Number.parseInt(period, 10) / 60;
  const found: Point[] = [];
  for (let when = minute - minutes + 1; when <= minute; when++) {
    const point = points.get(when);
    if (point !== undefined) found.push(point);
  }
  return found;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const numbersOf = (points: readonly Point[]): number[] =>
  points.map((point) => {
    if (typeof point !== "number") throw unknown("number", String(point));
    return point;
  });

function aligned(aligner: string, points: readonly Point[]): Point {
  switch (aligner) {
    case "ALIGN_DELTA":
      return points.every(Array.isArray) ? points.flat() : sum(numbersOf(points));
    case "ALIGN_MAX":
      return Math.max(...numbersOf(points));
    case "ALIGN_MEAN":
      return sum(numbersOf(points)) / points.length;
    case "ALIGN_NEXT_OLDER":
      return points.at(-1) ?? 0;
    default:
      throw unknown("aligner", aligner);
  }
}

function reduced(reducer: string, values: readonly Point[]): number {
  switch (reducer) {
    case "REDUCE_SUM":
      return sum(numbersOf(values));
    case "REDUCE_MAX":
      return Math.max(...numbersOf(values));
    case "REDUCE_MIN":
      return Math.min(...numbersOf(values));
    case "REDUCE_MEAN":
      return sum(numbersOf(values)) / values.length;
    case "REDUCE_COUNT_FALSE":
      return values.filter((value) => value === false).length;
    case "REDUCE_PERCENTILE_95": {
      const all = (values as number[][]).flat().sort((a, b) => a - b);
      return all[Math.ceil(all.length * 0.95) - 1] ?? Number.NaN;
    }
    default:
      throw unknown("reducer", reducer);
  }
}

/** How fast the budget of an objective was used up: `undefined` where nobody asked anything. */
function burnRate(
  { goal, requestBasedSli }: PlannedObjective,
  series: readonly PointSeries[],
  period: string,
  minute: number,
): number | undefined {
  const of = (filter: string) =>
    series.filter((one) => isMeant(filter, one)).flatMap((one) => pointsIn(one, period, minute));
  const { goodTotalRatio, distributionCut } = requestBasedSli;
  let [bad, total] = [0, 0];
  if (goodTotalRatio !== undefined) {
    bad = sum(numbersOf(of(goodTotalRatio.badServiceFilter)));
    total = sum(numbersOf(of(goodTotalRatio.totalServiceFilter)));
  } else if (distributionCut !== undefined) {
    const times = (of(distributionCut.distributionFilter) as number[][]).flat();
    bad = times.filter((time) => time > distributionCut.range.max).length;
    total = times.length;
  } else {
    throw unknown("indicator", JSON.stringify(requestBasedSli));
  }
  return total === 0 ? undefined : bad / total / (1 - goal);
}

/** The values that a condition compares at the end of a minute, by what it is grouped by. */
function valuesAt(
  { filter, aggregations = [], denominatorFilter }: PlannedThreshold,
  series: readonly PointSeries[],
  objectives: Objectives,
  minute: number,
): ReadonlyMap<string, number> {
  if (denominatorFilter !== undefined) throw unknown("denominator", denominatorFilter);
  const [, name, period] = /^select_slo_burn_rate\("([^"]+)", "(\d+s)"\)$/.exec(filter) ?? [];
  if (name !== undefined && period !== undefined) {
    const objective = objectives.get(name);
    if (objective === undefined) throw unknown("objective", name);
    const rate = burnRate(objective, series, period, minute);
    return new Map(rate === undefined ? [] : [["", rate]]);
  }
  const [aggregation, ...others] = aggregations;
  if (aggregation === undefined || others.length > 0) throw unknown("aggregation", filter);
  const { alignmentPeriod, perSeriesAligner, crossSeriesReducer, groupByFields } = aggregation;
  const groups = new Map<string, Point[]>();
  for (const one of series.filter((candidate) => isMeant(filter, candidate))) {
    const points = pointsIn(one, alignmentPeriod, minute);
    if (points.length > 0) {
      const group = (groupByFields ?? Object.keys(one.told))
        .map((field) => one.told[field.replace(".label.", ".labels.")] ?? "")
        .join(",");
      groups.set(group, [...(groups.get(group) ?? []), aligned(perSeriesAligner, points)]);
    }
  }
  return new Map(
    [...groups].map(([group, values]) => [
      group,
      crossSeriesReducer === undefined
        ? (numbersOf(values)[0] ?? Number.NaN)
        : reduced(crossSeriesReducer, values),
    ]),
  );
}

/** From which minute on a policy opens an incident, and of what; `undefined`: never. All of its conditions, or any. */
export function thresholdOpensAt(
  conditions: readonly PlannedThreshold[],
  combiner: string,
  series: readonly PointSeries[],
  minutes: number,
  objectives: Objectives = new Map(),
): { readonly minute: number; readonly of: string } | undefined {
  const since = conditions.map(() => new Map<string, number>());
  for (let minute = 1; minute <= minutes; minute++) {
    const lasting = conditions.map((condition, index) => {
      const values = valuesAt(condition, series, objectives, minute);
      const started = since[index] ?? new Map<string, number>();
      for (const [group, value] of values) {
        if (!isMet(condition, value)) started.delete(group);
        else if (!started.has(group)) started.set(group, minute);
      }
      for (const group of started.keys()) if (!values.has(group)) started.delete(group);
      return [...started].find(
        ([, first]) => (minute - first) * 60 >= Number.parseInt(condition.duration, 10),
      );
    });
    const met = lasting.filter((found) => found !== undefined);
    if (!["OR", "AND"].includes(combiner)) throw unknown("combiner", combiner);
    if (met.length > 0 && (combiner === "OR" || met.length === conditions.length)) {
      return { minute, of: met[0]?.[0] ?? "" };
    }
  }
  return undefined;
}

function isMet({ comparison, thresholdValue }: PlannedThreshold, value: number): boolean {
  if (comparison === "COMPARISON_GT") return value > thresholdValue;
  if (comparison === "COMPARISON_LT") return value < thresholdValue;
  throw unknown("comparison", comparison);
}
