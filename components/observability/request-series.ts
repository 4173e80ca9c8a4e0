import {
  cloudRunServicesOf,
  type GkeServiceConfiguration,
  gkeServicesOf,
  routedServices,
  type StackConfiguration,
} from "../../config";
import { backendNameOf, cutToBackendName } from "./backend-name";
import { inFilters, isOneOf, series } from "./condition";

/** What counts the requests of some services, and measures their time. */
export interface RequestSeries {
  /** All requests. */
  readonly requests: string;
  /** Those that were answered with a status of 500 or more. */
  readonly failed: string;
  /** Time that requests took, in milliseconds; without WebSockets, whose time is their whole life. */
  readonly latencies: string;
  /** The label that tells the services apart. */
  readonly groupBy: string;
  /** The same in PromQL. */
  readonly queries: RequestQueries;
}

/** What counts the requests of some services, as selectors of PromQL: https://cloud.google.com/monitoring/promql/promql-mapping. */
export interface RequestQueries {
  /** All requests. */
  readonly requests: string;
  /** Those that were answered with a status of 500 or more. */
  readonly failed: string;
  /** The sum of the times of requests in milliseconds, and their number; without WebSockets. */
  readonly time: { readonly sum: string; readonly count: string };
  /** The label that tells the services apart. */
  readonly label: string;
}

/** How much of a series there was in a time such as `5m`, for each service. */
export function increaseOf(counted: string, { label }: RequestQueries, time: string): string {
  return `sum by (${label}) (increase(${counted}[${time}]))`;
}

/** A selector of PromQL. */
function selector(metric: string, matchers: readonly string[]): string {
  return `${metric}{${matchers.join(",")}}`;
}

/** The selectors of a service's requests, of the metrics that one kind of resource writes. */
function queriesOf(
  resource: string,
  metrics: { readonly requests: string; readonly latencies: string },
  services: ServiceMatcher,
  label: string,
  failedClass: string,
): RequestQueries {
  const of = (metric: string, ...more: readonly string[]) =>
    selector(metric, [
      `monitored_resource="${resource}"`,
      `${services.label}=~"${services.expression}"`,
      ...more,
    ]);
  const isNoWebSocket = 'response_code!="101"';
  return {
    requests: of(metrics.requests),
    failed: of(metrics.requests, `response_code_class="${failedClass}"`),
    time: {
      sum: of(`${metrics.latencies}_sum`, isNoWebSocket),
      count: of(`${metrics.latencies}_count`, isNoWebSocket),
    },
    label,
  };
}

/** Which services are meant: those of which a label has the form of an expression. */
interface ServiceMatcher {
  readonly label: string;
  readonly expression: string;
}

function cloudRunQueries(services: ServiceMatcher): RequestQueries {
  return queriesOf(
    "cloud_run_revision",
    {
      requests: "run_googleapis_com:request_count",
      latencies: "run_googleapis_com:request_latencies",
    },
    services,
    "service_name",
    "5xx",
  );
}

function gatewayQueries(expression: string): RequestQueries {
  const label = "backend_target_name";
  return queriesOf(
    "https_lb_rule",
    {
      requests: "loadbalancing_googleapis_com:https_backend_request_count",
      latencies: "loadbalancing_googleapis_com:https_backend_latencies",
    },
    { label, expression },
    label,
    "500",
  );
}

/** What Cloud Run counts of some of its services. Requests that no instance took are among them. */
function cloudRunSeries(names: readonly string[]): RequestSeries {
  const filter = (metric: string, ...more: readonly string[]) =>
    series(
      "cloud_run_revision",
      `run.googleapis.com/${metric}`,
      isOneOf("resource.labels.service_name", names),
      ...more,
    );
  return {
    requests: filter("request_count"),
    failed: filter("request_count", 'metric.labels.response_code_class="5xx"'),
    latencies: filter("request_latencies", 'metric.labels.response_code!="101"'),
    groupBy: "resource.label.service_name",
    queries: cloudRunQueries({ label: "service_name", expression: names.join("|") }),
  };
}

/** A service on GKE by the names that its load balancer is told. */
interface GatewayTarget {
  readonly name: string;
  readonly service: Pick<GkeServiceConfiguration, "namespace" | "port">;
}

/**
 * The form of the names of the backend services of some services. GKE names a backend service after its controller, the
 * namespace, the Service and the port, cut where they are long, with a hash on both sides, which no plan can know.
 */
function targetExpression(targets: readonly GatewayTarget[]): string {
  const names = targets.map(({ name, service }) => backendNameOf({ ...service, name }));
  return `gkegw1-[a-z0-9]+-(${names.join("|")})-[a-z0-9]+`;
}

/** What the load balancer of a Gateway counts of some services. */
function gatewaySeries(targets: readonly GatewayTarget[]): RequestSeries {
  const expression = targetExpression(targets);
  const filter = (metric: string, ...more: readonly string[]) =>
    series(
      "https_lb_rule",
      `loadbalancing.googleapis.com/https/${metric}`,
      `resource.labels.backend_target_name=monitoring.regex.full_match("${expression}")`,
      ...more,
    );
  return {
    requests: filter("backend_request_count"),
    // Numbers here, unlike what Cloud Run says.
    failed: filter("backend_request_count", "metric.labels.response_code_class=500"),
    latencies: filter("backend_latencies", "metric.labels.response_code!=101"),
    groupBy: "resource.label.backend_target_name",
    queries: gatewayQueries(expression),
  };
}

type Facts = Pick<StackConfiguration, "services" | "edge">;

/** The services on GKE to which hosts lead: nothing counts the requests of the others. */
function routedTargets({ services, edge }: Facts): GatewayTarget[] {
  const routed = routedServices(edge);
  return Object.entries(gkeServicesOf({ services }))
    .filter(([name]) => routed.has(name))
    .map(([name, service]) => ({ name, service }));
}

/** Most services that a query names, where a query may be wider than they are. */
const mostNamed = 100;

/**
 * What counts the requests of all services of a stack, by platform, for charts. Of a stack of very many services it takes
 * in all of its region, or of its namespaces.
 */
export function requestQueriesOf(
  facts: Facts & Pick<StackConfiguration, "region">,
): RequestQueries[] {
  const names = Object.keys(cloudRunServicesOf(facts));
  const targets = routedTargets(facts);
  const namespaces = [
    ...new Set(targets.map(({ name, service }) => cutToBackendName({ ...service, name })[0])),
  ];
  return [
    ...(names.length === 0
      ? []
      : [
          names.length > mostNamed
            ? cloudRunQueries({ label: "location", expression: facts.region })
            : cloudRunQueries({ label: "service_name", expression: names.join("|") }),
        ]),
    ...(targets.length === 0
      ? []
      : [
          gatewayQueries(
            targets.length > mostNamed
              ? `gkegw1-[a-z0-9]+-(${namespaces.join("|")})-.+`
              : targetExpression(targets),
          ),
        ]),
  ];
}

/** What counts the requests of services of which the same is asked. */
export interface CountedServices<Limit> {
  readonly limit: Limit;
  readonly series: RequestSeries;
  /** Names of the services. */
  readonly names: readonly string[];
}

/**
 * What counts the requests of the services of a stack, those of which the same is asked together: in as few series as
 * filters can hold, so that alerts grow with what differs and not with the services. A service of which `limitOf` says
 * nothing is left out.
 */
export function requestSeriesOf<Limit>(
  facts: Facts,
  limitOf: (service: StackConfiguration["services"][string]) => Limit | undefined,
): CountedServices<Limit>[] {
  const counted = <Named>(
    services: readonly Named[],
    nameOf: (service: Named) => string,
    seriesOf: (services: readonly Named[]) => RequestSeries,
  ): CountedServices<Limit>[] => {
    const groups = new Map<string, { limit: Limit; members: Named[] }>();
    for (const service of services) {
      const configured = facts.services[nameOf(service)];
      const limit = configured && limitOf(configured);
      if (limit !== undefined) {
        const key = JSON.stringify(limit);
        const group = groups.get(key) ?? { limit, members: [] };
        group.members.push(service);
        groups.set(key, group);
      }
    }
    return [...groups.values()].flatMap(({ limit, members }) =>
      inFilters(members).map((part) => ({
        limit,
        series: seriesOf(part),
        names: part.map(nameOf),
      })),
    );
  };
  return [
    ...counted(Object.keys(cloudRunServicesOf(facts)), (name) => name, cloudRunSeries),
    ...counted(routedTargets(facts), ({ name }) => name, gatewaySeries),
  ];
}

/** What counts the requests of each service, by its name; nothing stands there for one whose requests nothing counts. */
export function requestSeriesByService(facts: Facts): ReadonlyMap<string, RequestSeries> {
  return new Map([
    ...Object.keys(cloudRunServicesOf(facts)).map(
      (name) => [name, cloudRunSeries([name])] as const,
    ),
    ...routedTargets(facts).map((target) => [target.name, gatewaySeries([target])] as const),
  ]);
}
