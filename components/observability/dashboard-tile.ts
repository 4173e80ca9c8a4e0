import type { Alert } from "./alert";
import type { Aggregation, ThresholdCondition } from "./condition";

/** Numbers that a chart draws, in the same terms as an alert's. */
export interface Drawn {
  readonly filter: string;
  readonly aggregation: Aggregation;
  /** What they are divided by, aggregated in the same way. */
  readonly dividedBy?: string;
}

/** A level across a chart. */
export interface Level {
  readonly value: number;
  readonly label: string;
}

/** A tile with lines over time. */
export interface Chart {
  readonly title: string;
  readonly drawn: readonly Drawn[];
  /** Levels, such as the thresholds of alerts. */
  readonly levels?: readonly Level[];
  /** Unit of the numbers as UCUM writes it, such as `s`, where Cloud Monitoring does not know it. */
  readonly unit?: string;
}

/** A tile with a text. */
export interface Note {
  readonly title: string;
  readonly markdown: string;
}

/** A tile of a dashboard. */
export type Tile = Chart | Note;

function isThreshold(condition: Alert["conditions"][number]): condition is ThresholdCondition {
  return "conditionThreshold" in condition;
}

/** The thresholds of the alerts that go by one of some runbooks. */
function thresholdsOf(alerts: readonly Alert[], runbooks: readonly string[]) {
  return alerts
    .filter(({ runbook }) => runbooks.includes(runbook))
    .flatMap(({ severity, conditions }) =>
      conditions
        .filter(isThreshold)
        .map((condition) => ({ severity, ...condition, ...condition.conditionThreshold })),
    );
}

/**
 * What the alerts with a runbook watch, with a line where each begins: the alert's own numbers, so that the
 * chart cannot show others. `undefined` where there is no such alert.
 */
export function watchedBy(
  alerts: readonly Alert[],
  runbook: string,
  title: string,
): Chart | undefined {
  const thresholds = thresholdsOf(alerts, [runbook]);
  const drawn = new Map(
    thresholds.map(({ filter, aggregations, denominatorFilter }) => {
      const [aggregation] = aggregations;
      if (aggregation === undefined) {
        throw new Error(`An alert of ${runbook} has no aggregation.`);
      }
      return [
        `${filter} / ${denominatorFilter}`,
        { filter, aggregation, dividedBy: denominatorFilter },
      ];
    }),
  );
  const levels = thresholds.map(({ thresholdValue, displayName, severity }) => ({
    value: thresholdValue,
    label: `${severity.toLowerCase()}: ${displayName}`,
  }));
  return drawn.size === 0 ? undefined : { title, drawn: [...drawn.values()], levels };
}

/** A query for numbers, in the words of the dashboards API. */
function query({ filter, aggregation, dividedBy }: Drawn) {
  return dividedBy === undefined
    ? { timeSeriesFilter: { filter, aggregation } }
    : {
        timeSeriesFilterRatio: {
          numerator: { filter, aggregation },
          denominator: { filter: dividedBy, aggregation },
        },
      };
}

/**
 * A tile in the words of the dashboards API. Nothing in it is empty or zero: the API leaves such keys out of its
 * answers, and each preview would show a change that is none.
 */
export function widgetOf(tile: Tile) {
  if ("markdown" in tile) {
    return { title: tile.title, text: { content: tile.markdown, format: "MARKDOWN" } };
  }
  const { title, drawn, levels = [], unit } = tile;
  return {
    title,
    xyChart: {
      dataSets: drawn.map((numbers) => ({
        plotType: "LINE",
        targetAxis: "Y1",
        timeSeriesQuery: {
          ...query(numbers),
          ...(unit !== undefined && { unitOverride: unit }),
        },
      })),
      // Neither colour nor direction, which the API refuses in a chart.
      ...(levels.length > 0 && {
        thresholds: levels.map((level) => ({ ...level, targetAxis: "Y1" })),
      }),
      yAxis: { scale: "LINEAR" },
      chartOptions: { mode: "COLOR" },
    },
  };
}
