import { createHash } from "node:crypto";
import { gkeServicesOf, type StackConfiguration } from "../../config";
import { mosaic } from "./dashboard-layout";
import type { DashboardFacts } from "./dashboard-sections";
import type { Chart, Note, Table, Tile } from "./dashboard-tile";
import { increaseOf, type RequestQueries, requestQueriesOf } from "./request-series";

/** What the overview shows. */
export interface OverviewFacts extends Pick<DashboardFacts, "slos"> {
  readonly configuration: Pick<
    StackConfiguration,
    "project" | "region" | "services" | "edge" | "gke"
  >;
}

/** Name of the overview of a stack, as the runbooks give it. */
export function overviewTitle(stack: string): string {
  return `${stack}: services`;
}

/** Most lines that one query draws: those with the greatest numbers. */
const mostLines = 20;

/** Most names in a text, and most objectives in a chart. */
const mostNames = 100;
const mostObjectives = 50;

/** What is shown of requests, each as a number for each service. */
const measures: readonly {
  readonly title: string;
  readonly unit: string;
  readonly of: (queries: RequestQueries) => string;
}[] = [
  {
    title: "Requests in 5 minutes",
    unit: "1",
    of: (queries) => increaseOf(queries.requests, queries, "5m"),
  },
  {
    title: "Share of failed requests",
    unit: "10^2.%",
    of: (queries) =>
      `${increaseOf(queries.failed, queries, "5m")} / ${increaseOf(queries.requests, queries, "5m")}`,
  },
  {
    title: "Mean response",
    unit: "ms",
    of: (queries) =>
      `${increaseOf(queries.time.sum, queries, "5m")} / ${increaseOf(queries.time.count, queries, "5m")}`,
  },
];

/** What counts requests, in words. */
function counterOf({ label }: RequestQueries): string {
  return label === "service_name" ? "Cloud Run" : "gateway";
}

function requestTables(queries: readonly RequestQueries[]): Table[] {
  return queries.flatMap((each) =>
    measures.map(({ title, unit, of }) => ({
      title: `${title}, ${counterOf(each)}`,
      rows: of(each),
      unit,
    })),
  );
}

function requestCharts(queries: readonly RequestQueries[]): Chart[] {
  return measures.map(({ title, unit, of }) => ({
    title: `${title}, the greatest`,
    drawn: queries.map((each) => ({ query: `topk(${mostLines}, ${of(each)})` })),
    unit,
  }));
}

/** What runs of the services, and what should and does not. */
function instanceTables({ configuration }: OverviewFacts, queries: readonly RequestQueries[]) {
  const onCloudRun = queries
    .filter((each) => counterOf(each) === "Cloud Run")
    .map((each): Table => {
      const matchers = /\{monitored_resource="[^"]*",([^,}]*)/.exec(each.requests)?.[1] ?? "";
      return {
        title: "Instances, Cloud Run",
        rows: `sum by (service_name) (run_googleapis_com:container_instance_count{monitored_resource="cloud_run_revision",${matchers}})`,
        unit: "1",
      };
    });
  const { gke } = configuration;
  const namespaces = [
    ...new Set(Object.values(gkeServicesOf(configuration)).map(({ namespace }) => namespace)),
  ];
  if (gke === undefined || namespaces.length === 0) {
    return onCloudRun;
  }
  const replicas = (what: string) =>
    `max by (deployment) (kube_deployment_${what}{cluster="${gke.name}",deployment=~".+"})`;
  return [
    ...onCloudRun,
    { title: "Pods that are ready", rows: replicas("status_replicas_available"), unit: "1" },
    { title: "Pods that are not", rows: replicas("status_replicas_unavailable"), unit: "1" },
  ];
}

/** What is left of the error budgets. */
function budgetCharts({ slos }: OverviewFacts): Chart[] {
  return slos.length === 0
    ? []
    : [
        {
          title: "Error budget that is left",
          drawn: slos.slice(0, mostObjectives).map(({ name }) => ({
            filter: `select_slo_budget_fraction("${name}")`,
            aggregation: { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_NEXT_OLDER" },
          })),
          unit: "10^2.%",
        },
      ];
}

function noteOf({ configuration, slos }: OverviewFacts, edition: string): Note {
  const names = Object.keys(configuration.services);
  const order = names.slice(0, mostNames).join(" → ");
  const page = (text: string, path: string) =>
    `[${text}](https://console.cloud.google.com/monitoring/${path}?project=${configuration.project})`;
  return {
    title: "The services, in the order in which they start",
    markdown: [
      names.length > mostNames ? `${order}, and ${names.length - mostNames} more` : order,
      "What a service requires stands before it: of several that are in trouble, look at the first one.",
      "A service that a table does not list got no request, or nothing counts its requests: on GKE those of services to which no host leads.",
      ...(slos.length > mostObjectives
        ? [`The chart has the budgets of ${mostObjectives} objectives of ${slos.length}.`]
        : []),
      `Open now: ${page("incidents", "alerting/incidents")}, ${page("objectives", "services")}. The stack makes this dashboard, and an update undoes what is changed here (edition ${edition}).`,
    ].join("\n\n"),
  };
}

/**
 * The overview of all services of a stack, in the form that Cloud Monitoring takes: tables with a row and charts with a
 * line for each, so that it has as many tiles for a thousand services as for one.
 */
export function overviewJson(stack: string, facts: OverviewFacts): string {
  const queries = requestQueriesOf(facts.configuration);
  const sections: Tile[][] = [
    requestTables(queries),
    [...instanceTables(facts, queries), ...budgetCharts(facts)],
    queries.length === 0 ? [] : requestCharts(queries),
  ];
  const content = JSON.stringify([sections, Object.keys(facts.configuration.services)]);
  const edition = createHash("sha256").update(content).digest("hex").slice(0, 8);
  return JSON.stringify({
    displayName: overviewTitle(stack),
    mosaicLayout: mosaic(noteOf(facts, edition), sections),
  });
}
