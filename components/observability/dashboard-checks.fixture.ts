import { promQlProblems } from "./acceptance.fixture";

/** What is wrong with a dashboard, as far as it can be told without Cloud Monitoring. */

type Kind = "GAUGE" | "DELTA";
type Value = "INT64" | "DOUBLE" | "BOOL" | "DISTRIBUTION";

/**
 * The metrics that dashboards of the stack may draw, with the resources that write them: the list of metrics of
 * Google Cloud, https://cloud.google.com/monitoring/api/metrics_gcp.
 */
const metrics: Readonly<Record<string, { resources: string[]; kind: Kind; value: Value }>> = {
  "vpcaccess.googleapis.com/connector/cpu/utilizations": connector("GAUGE", "DISTRIBUTION"),
  "vpcaccess.googleapis.com/connector/instances": connector("GAUGE", "INT64"),
  "vpcaccess.googleapis.com/connector/sent_bytes_count": connector("DELTA", "INT64"),
  "vpcaccess.googleapis.com/connector/received_bytes_count": connector("DELTA", "INT64"),
  "cloudsql.googleapis.com/database/postgresql/num_backends": sql("INT64"),
  "cloudsql.googleapis.com/database/cpu/utilization": sql("DOUBLE"),
  "cloudsql.googleapis.com/database/memory/utilization": sql("DOUBLE"),
  "cloudsql.googleapis.com/database/disk/utilization": sql("DOUBLE"),
  "run.googleapis.com/request_count": run("DELTA", "INT64"),
  "run.googleapis.com/request_latencies": run("DELTA", "DISTRIBUTION"),
  "run.googleapis.com/container/instance_count": run("GAUGE", "INT64"),
  "redis.googleapis.com/stats/memory/usage_ratio": redis("DOUBLE"),
  "redis.googleapis.com/clients/connected": redis("INT64"),
  "monitoring.googleapis.com/uptime_check/check_passed": {
    resources: ["uptime_url", "cloud_run_revision"],
    kind: "GAUGE",
    value: "BOOL",
  },
  "logging.googleapis.com/user/startup_phase_seconds": run("DELTA", "DISTRIBUTION"),
  "logging.googleapis.com/user/database_connect_seconds": run("DELTA", "DISTRIBUTION"),
  "logging.googleapis.com/user/pool_utilization": run("DELTA", "DISTRIBUTION"),
};

function connector(kind: Kind, value: Value) {
  return { resources: ["vpc_access_connector"], kind, value };
}

function sql(value: Value) {
  return { resources: ["cloudsql_database"], kind: "GAUGE" as const, value };
}

function run(kind: Kind, value: Value) {
  return { resources: ["cloud_run_revision"], kind, value };
}

function redis(value: Value) {
  return { resources: ["redis_instance"], kind: "GAUGE" as const, value };
}

type Fit = readonly [kinds: readonly Kind[], values: readonly Value[], gives?: Value];

const numbers: readonly Value[] = ["INT64", "DOUBLE"];
const both: readonly Kind[] = ["GAUGE", "DELTA"];

/** What each aligner takes and gives: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#Aligner */
const aligners: Readonly<Record<string, Fit>> = {
  ALIGN_MEAN: [["GAUGE"], numbers, "DOUBLE"],
  ALIGN_MAX: [["GAUGE"], numbers],
  ALIGN_RATE: [["DELTA"], numbers, "DOUBLE"],
  ALIGN_DELTA: [["DELTA"], [...numbers, "DISTRIBUTION"]],
  ALIGN_PERCENTILE_99: [both, ["DISTRIBUTION"], "DOUBLE"],
  ALIGN_FRACTION_TRUE: [["GAUGE"], ["BOOL"], "DOUBLE"],
  ALIGN_NEXT_OLDER: [["GAUGE"], [...numbers, "BOOL", "DISTRIBUTION"]],
};

/** What each reducer takes: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#Reducer */
const reducers: Readonly<Record<string, readonly Value[]>> = {
  REDUCE_MEAN: [...numbers, "DISTRIBUTION"],
  REDUCE_SUM: [...numbers, "DISTRIBUTION"],
  REDUCE_MAX: numbers,
  REDUCE_PERCENTILE_95: [...numbers, "DISTRIBUTION"],
  REDUCE_PERCENTILE_99: [...numbers, "DISTRIBUTION"],
};

/** The form of a dashboard that the checks read. */
export interface DashboardData {
  readonly displayName: string;
  readonly mosaicLayout: {
    readonly columns: number;
    readonly tiles: readonly TileData[];
  };
}

/** A tile with its place. */
export interface TileData {
  readonly xPos?: number;
  readonly yPos?: number;
  readonly width: number;
  readonly height: number;
  // biome-ignore lint/suspicious/noExplicitAny: the words of the API, of which a check reads what it needs.
  readonly widget: any;
}

interface QueryData {
  readonly filter: string;
  readonly aggregation: {
    readonly alignmentPeriod: string;
    readonly perSeriesAligner: string;
    readonly crossSeriesReducer?: string;
    readonly groupByFields?: readonly string[];
  };
}

/** The data sets of a tile, as a chart or as a table. */
// biome-ignore lint/suspicious/noExplicitAny: the words of the API.
function dataSetsOf({ widget }: TileData): any[] {
  return (widget.xyChart ?? widget.timeSeriesTable)?.dataSets ?? [];
}

/** The queries of a tile in PromQL. */
export function promQlOf(tile: TileData): string[] {
  return dataSetsOf(tile).flatMap(
    ({ timeSeriesQuery: { prometheusQuery } }) => prometheusQuery ?? [],
  );
}

/** The queries of a tile by filters. */
export function queriesOf(tile: TileData): QueryData[] {
  return dataSetsOf(tile)
    .filter(({ timeSeriesQuery }) => timeSeriesQuery.prometheusQuery === undefined)
    .flatMap(({ timeSeriesQuery: query }) =>
      query.timeSeriesFilterRatio === undefined
        ? [query.timeSeriesFilter]
        : [query.timeSeriesFilterRatio.numerator, query.timeSeriesFilterRatio.denominator],
    );
}

/** Every problem of a dashboard, each as one line; none where Cloud Monitoring would take it. */
export function problemsOf({ displayName, mosaicLayout }: DashboardData): string[] {
  return [
    ...(displayName === "" ? ["no displayName"] : []),
    ...placeProblems(mosaicLayout.columns, mosaicLayout.tiles),
    ...mosaicLayout.tiles.flatMap((tile) => [
      ...widgetProblems(tile),
      ...[
        ...queriesOf(tile).flatMap(queryProblems),
        ...promQlOf(tile).flatMap((query) => promQlProblems(query)),
      ].map((problem) => `${tile.widget.title}: ${problem}`),
    ]),
    ...emptyPlaces({ displayName, mosaicLayout }, ""),
  ];
}

function placeProblems(columns: number, tiles: readonly TileData[]): string[] {
  const problems = columns === 48 ? [] : [`${columns} columns`];
  const taken = new Map<string, string>();
  for (const { xPos = 0, yPos = 0, width, height, widget } of tiles) {
    if (width < 1 || height < 1 || xPos + width > columns) {
      problems.push(`${widget.title}: beyond the columns`);
    }
    const over = new Set<string>();
    for (let x = xPos; x < xPos + width; x++) {
      for (let y = yPos; y < yPos + height; y++) {
        const other = taken.get(`${x},${y}`);
        if (other !== undefined) {
          over.add(other);
        }
        taken.set(`${x},${y}`, widget.title);
      }
    }
    problems.push(...[...over].map((other) => `${widget.title}: over ${other}`));
  }
  return problems;
}

function widgetProblems({ widget }: TileData): string[] {
  const { title, xyChart, timeSeriesTable, text } = widget;
  const kinds = [xyChart, timeSeriesTable, text].filter((kind) => kind !== undefined).length;
  return [
    ...(title === "" || title === undefined ? ["a tile without a title"] : []),
    ...(kinds === 1 ? [] : [`${title}: ${kinds} kinds of content`]),
    ...(xyChart !== undefined && xyChart.dataSets.length === 0 ? [`${title}: draws nothing`] : []),
    // A chart takes neither colour nor direction.
    ...(xyChart?.thresholds ?? []).flatMap((level: object) =>
      Object.keys(level)
        .filter((key) => !["label", "targetAxis", "value"].includes(key))
        .map((key) => `${title}: a threshold with ${key}`),
    ),
  ];
}

function queryProblems({ filter, aggregation }: QueryData): string[] {
  const { perSeriesAligner, crossSeriesReducer, groupByFields = [], alignmentPeriod } = aggregation;
  const period = /^([1-9][0-9]*)s$/.exec(alignmentPeriod)?.[1];
  const problems = Number(period) % 60 === 0 ? [] : [`period ${alignmentPeriod}`];
  if (filter.length > 2048) {
    problems.push("filter too long");
  }
  if (groupByFields.length > 0 && crossSeriesReducer === undefined) {
    problems.push("groups without a reducer");
  }
  if (
    /^select_slo_(burn_rate\("projects\/[^"]+\/serviceLevelObjectives\/[^"]+", "[0-9]+s"|budget_fraction\("projects\/[^"]+\/serviceLevelObjectives\/[^"]+")\)$/.test(
      filter,
    )
  ) {
    return perSeriesAligner === "ALIGN_NEXT_OLDER" ? problems : [...problems, "aligner of an SLO"];
  }
  const name = /metric\.type="([^"]+)"/.exec(filter)?.[1] ?? "";
  const resource = /resource\.type="([^"]+)"/.exec(filter)?.[1] ?? "";
  const metric = metrics[name];
  const aligner = aligners[perSeriesAligner];
  if (metric === undefined || !metric.resources.includes(resource)) {
    return [...problems, `no metric "${name}" of "${resource}"`];
  }
  if (aligner === undefined) {
    return [...problems, `no aligner ${perSeriesAligner}`];
  }
  const [kinds, values, gives = metric.value] = aligner;
  if (!kinds.includes(metric.kind) || !values.includes(metric.value)) {
    problems.push(`${perSeriesAligner} of ${metric.kind} ${metric.value}`);
  }
  if (crossSeriesReducer === undefined) {
    return gives === "DISTRIBUTION" ? [...problems, "a distribution is drawn as a line"] : problems;
  }
  if (!(reducers[crossSeriesReducer] ?? []).includes(gives)) {
    problems.push(`${crossSeriesReducer} of ${gives}`);
  }
  return crossSeriesReducer === "REDUCE_SUM" && gives === "DISTRIBUTION"
    ? [...problems, "a distribution is drawn as a line"]
    : problems;
}

/** Where something is empty or zero: Cloud Monitoring leaves it out of its answer, a change in every preview. */
function emptyPlaces(value: unknown, path: string): string[] {
  if (value === 0 || value === "" || value === null || value === false) {
    return [`${path} is ${JSON.stringify(value)}`];
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const entries = Object.entries(value);
  return entries.length === 0
    ? [`${path} is empty`]
    : entries.flatMap(([key, entry]) => emptyPlaces(entry, `${path}/${key}`));
}
