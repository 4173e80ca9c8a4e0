import type { Alert } from "./alert";
import type { Aggregation, Condition } from "./condition";

/** Numbers that a chart draws from series, in the same terms as an alert's. */
export interface DrawnSeries {
  readonly filter: string;
  readonly aggregation: Aggregation;
  /** What they are divided by, aggregated in the same way. */
  readonly dividedBy?: string;
}

/** Numbers that a chart draws by a query in PromQL. */
export interface DrawnQuery {
  readonly query: string;
}

/** Numbers that a chart draws. */
export type Drawn = DrawnSeries | DrawnQuery;

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

/** A tile with a row for each result of a query, however many there are. */
export interface Table {
  readonly title: string;
  /** In PromQL. */
  readonly rows: string;
  /** Unit of the numbers as UCUM writes it. */
  readonly unit: string;
}

/** A tile of a dashboard. */
export type Tile = Chart | Table | Note;

/** What a condition watches, and from which value on; `undefined` of one that compares nothing. */
function watched(condition: Condition): { drawn: Drawn; value: number } | undefined {
  if (!("conditionThreshold" in condition)) {
    const { measured } = condition;
    return measured && { drawn: { query: measured.query }, value: measured.value };
  }
  const { filter, aggregations, denominatorFilter, thresholdValue } = condition.conditionThreshold;
  const [aggregation] = aggregations;
  if (aggregation === undefined) {
    throw new Error(`The condition "${condition.displayName}" has no aggregation.`);
  }
  return { drawn: { filter, aggregation, dividedBy: denominatorFilter }, value: thresholdValue };
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
  const drawn = new Map<string, Drawn>();
  const levels = new Map<string, Level>();
  for (const { severity, conditions } of alerts.filter((alert) => alert.runbook === runbook)) {
    for (const condition of conditions) {
      const numbers = watched(condition);
      if (numbers !== undefined) {
        drawn.set(JSON.stringify(numbers.drawn), numbers.drawn);
        const label = `${severity.toLowerCase()}: ${condition.displayName}`;
        levels.set(`${numbers.value} ${label}`, { value: numbers.value, label });
      }
    }
  }
  return drawn.size === 0
    ? undefined
    : { title, drawn: [...drawn.values()], levels: [...levels.values()] };
}

/** A query for numbers, in the words of the dashboards API. */
function query(drawn: Drawn) {
  if ("query" in drawn) {
    return { prometheusQuery: drawn.query };
  }
  const { filter, aggregation, dividedBy } = drawn;
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
  if ("rows" in tile) {
    return {
      title: tile.title,
      timeSeriesTable: {
        dataSets: [
          {
            timeSeriesQuery: { prometheusQuery: tile.rows, unitOverride: tile.unit },
            minAlignmentPeriod: "60s",
          },
        ],
        metricVisualization: "NUMBER",
      },
    };
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
