import {
  gkeServicesOf,
  namespacesOf,
  type ObservabilityConfiguration,
  ofType,
  type StackConfiguration,
} from "../../config";
import type { Alert } from "./alert";
import { above, found, isOneOf, series } from "./condition";

type Thresholds = Pick<ObservabilityConfiguration, "thresholds">;

const byContainer = {
  groupByFields: ["resource.label.namespace_name", "resource.label.container_name"],
};

/** The alerts on what runs in the cluster: pods of services and of stores. */
export function clusterAlerts(
  configuration: StackConfiguration,
  { thresholds }: Thresholds,
): Alert[] {
  const { gke } = configuration;
  const namespaces = namespacesOf(configuration);
  if (gke === undefined || namespaces.length === 0) {
    return [];
  }
  const filter = (resource: string, metric: string, ...more: readonly string[]) =>
    series(
      resource,
      `kubernetes.io/${metric}`,
      `resource.labels.cluster_name="${gke.name}"`,
      isOneOf("resource.labels.namespace_name", namespaces),
      ...more,
    );
  const { podRestarts, podMemory, podCpu, volume } = thresholds;
  const restarts = `${podRestarts.count} restarts in ${podRestarts.within.text}`;
  return [
    {
      name: "pods-restarting",
      title: `a container has more than ${restarts}`,
      severity: "WARNING",
      runbook: "pods-restarting",
      conditions: [
        above({
          title: `more than ${restarts}`,
          filter: filter("k8s_container", "container/restart_count"),
          aggregation: {
            alignmentPeriod: `${podRestarts.within.seconds}s`,
            perSeriesAligner: "ALIGN_DELTA",
            crossSeriesReducer: "REDUCE_SUM",
            ...byContainer,
          },
          value: podRestarts.count,
          seconds: 0,
        }),
      ],
    },
    {
      name: "pod-resources",
      title: `containers near their limits`,
      severity: "WARNING",
      runbook: "pod-resources",
      conditions: [
        above({
          title: `memory above ${podMemory.percent} % of its limit`,
          // What can be evicted is given back before a container is killed.
          filter: filter(
            "k8s_container",
            "container/memory/limit_utilization",
            'metric.labels.memory_type="non-evictable"',
          ),
          aggregation: {
            alignmentPeriod: "60s",
            perSeriesAligner: "ALIGN_MEAN",
            crossSeriesReducer: "REDUCE_MAX",
            ...byContainer,
          },
          value: podMemory.percent / 100,
          seconds: podMemory.for.seconds,
        }),
        above({
          title: `CPU above ${podCpu.percent} % of its limit`,
          filter: filter("k8s_container", "container/cpu/limit_utilization"),
          aggregation: {
            alignmentPeriod: "60s",
            perSeriesAligner: "ALIGN_MEAN",
            crossSeriesReducer: "REDUCE_MEAN",
            ...byContainer,
          },
          value: podCpu.percent / 100,
          seconds: podCpu.for.seconds,
        }),
      ],
    },
    {
      name: "volume-full",
      title: `a volume of a store above ${volume.percent} %`,
      severity: "WARNING",
      runbook: "volume-full",
      conditions: hasStores(configuration)
        ? [
            above({
              title: `above ${volume.percent} % of its size`,
              filter: filter("k8s_pod", "pod/volume/utilization"),
              aggregation: {
                alignmentPeriod: "60s",
                perSeriesAligner: "ALIGN_MEAN",
                crossSeriesReducer: "REDUCE_MAX",
                groupByFields: ["resource.label.pod_name", "metric.label.volume_name"],
              },
              value: volume.percent / 100,
              seconds: volume.for.seconds,
            }),
          ]
        : [],
    },
    ...availabilityAlerts(configuration, gke.name, thresholds),
  ];
}

type InCluster = Pick<StackConfiguration, "postgres" | "redis">;

/** The names of the stores that run in the cluster. */
function storesInCluster({ postgres, redis }: InCluster): string[] {
  return [...ofType(postgres, "in-cluster"), ...ofType(redis, "in-cluster")].map(([name]) => name);
}

function hasStores(configuration: InCluster): boolean {
  return storesInCluster(configuration).length > 0;
}

/**
 * The alerts on what the cluster says of its objects. Their names are those of the stack, each once, so a query needs no
 * namespace: the label that holds it depends on how the metrics are collected.
 */
function availabilityAlerts(
  configuration: Pick<StackConfiguration, "services" | "postgres" | "redis">,
  cluster: string,
  { workloadDown, instances }: ObservabilityConfiguration["thresholds"],
): Alert[] {
  const state = (metric: string, label: string, names: readonly string[]) =>
    `max by (${label}) (kube_${metric}{cluster="${cluster}",${label}=~"${names.join("|")}"})`;
  const services = Object.entries(gkeServicesOf(configuration));
  const names = services.filter(([, { limits }]) => limits?.down === true).map(([name]) => name);
  const stores = storesInCluster(configuration);
  // Where min is max there is nothing to grow into, and all of it may always be busy.
  const growing = services.filter(([, { scale }]) => scale.min < scale.max).map(([name]) => name);
  const none = (title: string, query: string) =>
    found(title, `${query} < 1`, workloadDown.for.seconds);
  const replicas = (what: string) =>
    state(`horizontalpodautoscaler_${what}`, "horizontalpodautoscaler", growing);
  return [
    {
      name: "workload-down",
      title: "no pod is ready",
      severity: "CRITICAL",
      runbook: "workload-down",
      conditions: [
        ...(names.length > 0
          ? [
              none(
                "a service without a pod that is ready",
                state("deployment_status_replicas_available", "deployment", names),
              ),
            ]
          : []),
        ...(stores.length > 0
          ? [
              none(
                "a store without a pod that is ready",
                state("statefulset_status_replicas_ready", "statefulset", stores),
              ),
            ]
          : []),
      ],
    },
    {
      name: "replicas-saturated",
      title: `pods above ${instances.percent} % of the most`,
      severity: "WARNING",
      runbook: "replicas-saturated",
      conditions:
        growing.length > 0
          ? [
              found(
                `above ${instances.percent} % of scale.max`,
                `${replicas("status_current_replicas")} / ${replicas("spec_max_replicas")} > ${instances.percent / 100}`,
                instances.for.seconds,
              ),
            ]
          : [],
    },
  ];
}
