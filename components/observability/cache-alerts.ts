import {
  cacheClientLimit,
  type ObservabilityConfiguration,
  ofType,
  type StackConfiguration,
} from "../../config";
import type { Alert, Severity } from "./alert";
import { above, inFilters, isOneOf, series } from "./condition";

const byInstance = { groupByFields: ["resource.label.instance_id"] };

/** The alerts on what Memorystore says of the caches. */
export function cacheAlerts(
  { project, region, redis }: Pick<StackConfiguration, "project" | "region" | "redis">,
  { thresholds }: Pick<ObservabilityConfiguration, "thresholds">,
): Alert[] {
  const caches = ofType(redis, "memorystore").map(([, cache]) => cache);
  // Unlike elsewhere the label holds the whole id.
  const filter = (metric: string, names: readonly string[]) =>
    series(
      "redis_instance",
      `redis.googleapis.com/${metric}`,
      isOneOf(
        "resource.labels.instance_id",
        names.map((name) => `projects/${project}/locations/${region}/instances/${name}`),
      ),
    );
  const memory = (
    severity: Severity,
    step: ObservabilityConfiguration["thresholds"]["redisMemory"]["warning"],
  ): Alert => ({
    name: `redis-memory-${severity.toLowerCase()}`,
    title: `cache memory above ${step.percent} %`,
    severity,
    runbook: "redis-memory",
    conditions: inFilters(caches.map(({ name }) => name)).map((names) =>
      above({
        title: `memory above ${step.percent} %`,
        filter: filter("stats/memory/usage_ratio", names),
        aggregation: {
          alignmentPeriod: "60s",
          perSeriesAligner: "ALIGN_MEAN",
          crossSeriesReducer: "REDUCE_MAX",
          ...byInstance,
        },
        value: step.percent / 100,
        seconds: step.for.seconds,
      }),
    ),
  });
  const { redisMemory, redisConnections } = thresholds;
  return [
    memory("WARNING", redisMemory.warning),
    memory("CRITICAL", redisMemory.critical),
    {
      name: "redis-connections",
      title: `cache clients above ${redisConnections.percent} %`,
      severity: "WARNING",
      runbook: "redis-connections",
      conditions: caches.map((cache) => {
        const limit = cacheClientLimit(cache);
        return above({
          title: `${cache.name}: above ${redisConnections.percent} % of ${limit} clients`,
          filter: filter("clients/connected", [cache.name]),
          // The limit is that of each node.
          aggregation: {
            alignmentPeriod: "60s",
            perSeriesAligner: "ALIGN_MAX",
            crossSeriesReducer: "REDUCE_MAX",
            ...byInstance,
          },
          value: (redisConnections.percent * limit) / 100,
          seconds: redisConnections.for.seconds,
        });
      }),
    },
  ];
}
