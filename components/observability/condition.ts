/** How series of numbers are brought to one period, and then to fewer series. */
export interface Aggregation {
  /** Length of a period, whole seconds such as `"60s"`. */
  readonly alignmentPeriod: string;
  /** What becomes of the numbers of one series in a period. */
  readonly perSeriesAligner: string;
  /** What becomes of several series. */
  readonly crossSeriesReducer?: string;
  /** The labels of which every combination stays a series of its own. */
  readonly groupByFields?: string[];
}

/** A condition on a metric that Google's services write. */
export interface ThresholdCondition {
  readonly displayName: string;
  readonly conditionThreshold: {
    readonly filter: string;
    readonly aggregations: Aggregation[];
    readonly denominatorFilter?: string;
    readonly denominatorAggregations?: Aggregation[];
    readonly comparison: "COMPARISON_GT" | "COMPARISON_LT";
    readonly thresholdValue: number;
    readonly duration: string;
  };
}

/** A condition in PromQL. */
export interface QueryCondition {
  readonly displayName: string;
  /** What the query compares with a value, for a chart that has a line there. Cloud Monitoring is not told of it. */
  readonly measured?: { readonly query: string; readonly value: number };
  readonly conditionPrometheusQueryLanguage: {
    readonly query: string;
    readonly duration: string;
    readonly evaluationInterval: string;
    readonly disableMetricValidation: boolean;
  };
}

/** A condition of an alert policy, in the words of Cloud Monitoring. */
export type Condition = ThresholdCondition | QueryCondition;

/** What an alert measures, and from which value on. */
export interface Measure {
  /** What the condition says in a message, such as `connector CPU above 70 %`. */
  readonly title: string;
  /** The series; made by {@link series}. */
  readonly filter: string;
  /** How they become numbers that can be compared. */
  readonly aggregation: Aggregation;
  /** The value. */
  readonly value: number;
  /** How long, in seconds: whole minutes. */
  readonly seconds: number;
  /** What the series are divided by; aggregated in the same way. */
  readonly dividedBy?: string;
}

/** The condition that a measure is greater than its value. */
export function above(measure: Measure): ThresholdCondition {
  return compared(measure, "COMPARISON_GT");
}

/** The condition that a measure is less than its value. */
export function below(measure: Measure): ThresholdCondition {
  return compared(measure, "COMPARISON_LT");
}

function compared(
  { title, filter, aggregation, value, seconds, dividedBy }: Measure,
  comparison: ThresholdCondition["conditionThreshold"]["comparison"],
): ThresholdCondition {
  return {
    displayName: title,
    conditionThreshold: {
      filter,
      aggregations: [aggregation],
      ...(dividedBy !== undefined && {
        denominatorFilter: dividedBy,
        denominatorAggregations: [aggregation],
      }),
      comparison,
      thresholdValue: value,
      duration: `${seconds}s`,
    },
  };
}

/**
 * The condition that a PromQL query has a result. It is for what a threshold cannot say, and for metrics of logs: a
 * threshold on one that is younger than ten minutes is refused, and a new stack would fail in the middle
 * (https://github.com/hashicorp/terraform-provider-google/issues/11102).
 */
export function found(title: string, query: string, seconds: number): QueryCondition {
  return {
    displayName: title,
    conditionPrometheusQueryLanguage: {
      query,
      duration: `${seconds}s`,
      evaluationInterval: "60s",
      disableMetricValidation: true,
    },
  };
}

/** What a query measures, and from which value on an alert comes. */
export interface QueryMeasure {
  /** What the condition says in a message, such as `mean above 500 ms`. */
  readonly title: string;
  /** What is compared, for each service or the like a number. */
  readonly query: string;
  /** The value. */
  readonly value: number;
  /** What must be so beside it, in PromQL, by the same labels, such as that there are enough requests to judge by. */
  readonly onlyIf: string;
  /** How long, in seconds: whole minutes. */
  readonly seconds: number;
}

/** The condition that what a query measures is greater than a value while something else holds. */
export function queryAbove({ title, query, value, onlyIf, seconds }: QueryMeasure): QueryCondition {
  return {
    ...found(title, `${query} > ${value} and ${onlyIf}`, seconds),
    measured: { query, value },
  };
}

/** A condition as Cloud Monitoring takes it. */
export function sentCondition(condition: Condition) {
  if ("conditionThreshold" in condition) {
    return { ...condition };
  }
  const { measured: _, ...sent } = condition;
  return sent;
}

/** A filter for the series of a metric of one kind of resource. */
export function series(resource: string, metric: string, ...more: readonly string[]): string {
  return [`resource.type="${resource}"`, `metric.type="${metric}"`, ...more].join(" AND ");
}

/** The part of a filter that a label has one of some values. */
export function isOneOf(label: string, values: readonly string[]): string {
  const quoted = values.map((value) => `"${value}"`);
  return quoted.length === 1 ? `${label}=${quoted[0]}` : `${label}=one_of(${quoted.join(",")})`;
}

/** Most names in one filter, which may have 2048 characters: names of resources have up to 63, or 110 with their project. */
const mostNames = 15;

/** Names, or things that each have one, in groups that are each small enough for one filter. */
export function inFilters<Named>(names: readonly Named[]): Named[][] {
  const groups: Named[][] = [];
  for (let start = 0; start < names.length; start += mostNames) {
    groups.push(names.slice(start, start + mostNames));
  }
  return groups;
}
