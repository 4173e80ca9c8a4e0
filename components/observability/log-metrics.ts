import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";
import type { LogMetric } from "./log-metric";

/** The arguments of {@link LogMetrics}. */
export interface LogMetricsArgs {
  /**
   * The metrics. Changing what is read from the lines is in place, and counts from then on. A metric that is
   * renamed or removed is gone with all that it has counted.
   */
  readonly metrics: readonly LogMetric[];
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to every metric. */
    readonly metric?: Transform<gcp.logging.MetricArgs>;
  };
}

/**
 * Metrics that are made from what services log, for alerts and dashboards.
 *
 * A line counts from the moment when its metric exists: earlier ones do not.
 *
 * Cost: a few USD a month for a stack of a few services that log once a minute (approximate).
 */
export class LogMetrics extends pulumi.ComponentResource {
  constructor(name: string, args: LogMetricsArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:observability:LogMetrics", name, {}, options);
    const child: pulumi.CustomResourceOptions = {
      parent: this,
      dependsOn: options?.dependsOn,
      // The provider would write the new one and leave the old one behind.
      replaceOnChanges: ["name"],
    };
    for (const metric of args.metrics) {
      new gcp.logging.Metric(
        ...transformed<gcp.logging.MetricArgs>(
          args.transform?.metric,
          `${name}-${metric.name.replaceAll("_", "-")}`,
          metricArgs(metric),
          child,
        ),
      );
    }
    this.registerOutputs({});
  }
}

function metricArgs(metric: LogMetric): gcp.logging.MetricArgs {
  return {
    name: metric.name,
    description: `${metric.description}.`,
    filter: metric.filter,
    metricDescriptor: {
      metricKind: "DELTA",
      valueType: metric.value === undefined ? "INT64" : "DISTRIBUTION",
      unit: metric.unit,
      displayName: metric.description,
      labels: Object.entries(metric.labels).map(([key, description]) => ({
        key,
        description,
        valueType: "STRING",
      })),
    },
    labelExtractors: { ...metric.labelExtractors },
    ...(metric.value && {
      valueExtractor: metric.value.extractor,
      bucketOptions: { explicitBuckets: { bounds: [...metric.value.bounds] } },
    }),
  };
}
