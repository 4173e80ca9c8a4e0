import {
  cloudRunServicesOf,
  type GkeServiceConfiguration,
  gkeServicesOf,
  routedServices,
  type StackConfiguration,
} from "../../config";
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
  };
}

/** A service on GKE by the names that its load balancer is told. */
interface GatewayTarget {
  readonly name: string;
  readonly service: Pick<GkeServiceConfiguration, "namespace" | "port">;
}

/**
 * What the load balancer of a Gateway counts of some services. GKE names a backend service after its controller, the
 * namespace, the Service and the port, with a hash on both sides, which no plan can know.
 */
function gatewaySeries(targets: readonly GatewayTarget[]): RequestSeries {
  const names = targets.map(({ name, service }) => `${service.namespace}-${name}-${service.port}`);
  const filter = (metric: string, ...more: readonly string[]) =>
    series(
      "https_lb_rule",
      `loadbalancing.googleapis.com/https/${metric}`,
      `resource.labels.backend_target_name=monitoring.regex.full_match("gkegw1-[a-z0-9]+-(${names.join("|")})-[a-z0-9]+")`,
      ...more,
    );
  return {
    requests: filter("backend_request_count"),
    // Numbers here, unlike what Cloud Run says.
    failed: filter("backend_request_count", "metric.labels.response_code_class=500"),
    latencies: filter("backend_latencies", "metric.labels.response_code!=101"),
    groupBy: "resource.label.backend_target_name",
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

/** What counts the requests of all services of a stack, in as many series as filters can hold. */
export function requestSeriesOf(facts: Facts): RequestSeries[] {
  return [
    ...inFilters(Object.keys(cloudRunServicesOf(facts))).map(cloudRunSeries),
    ...inFilters(routedTargets(facts)).map(gatewaySeries),
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
