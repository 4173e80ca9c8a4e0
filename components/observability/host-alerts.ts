import type { ObservabilityConfiguration, StackConfiguration } from "../../config";
import type { Alert, Severity } from "./alert";
import { above, below, inFilters, isOneOf, series } from "./condition";

/** Long enough that every place has looked once, even in the longest period. */
const lookPeriod = "1200s";

/**
 * The alerts on the uptime checks of the hosts. They name hosts and not checks, so that a plan shows them
 * whole; a second check of a host counts by itself.
 */
export function hostAlerts(
  { edge }: Pick<StackConfiguration, "edge">,
  { thresholds }: Pick<ObservabilityConfiguration, "thresholds">,
): Alert[] {
  const groups = inFilters(Object.keys(edge?.hosts ?? {}));
  const filter = (metric: string, hosts: readonly string[]) =>
    series(
      "uptime_url",
      `monitoring.googleapis.com/uptime_check/${metric}`,
      isOneOf("resource.labels.host", hosts),
    );
  const certificate = (
    severity: Severity,
    { below: left }: ObservabilityConfiguration["thresholds"]["certificate"]["warning"],
  ): Alert => ({
    name: `certificate-expiry-${severity.toLowerCase()}`,
    title: `certificate ends in less than ${left.days} days`,
    severity,
    runbook: "certificate-expiry",
    conditions: groups.map((hosts) =>
      below({
        title: `valid for less than ${left.days} days`,
        // In days.
        filter: filter("time_until_ssl_cert_expires", hosts),
        aggregation: {
          alignmentPeriod: lookPeriod,
          perSeriesAligner: "ALIGN_NEXT_OLDER",
          crossSeriesReducer: "REDUCE_MIN",
          groupByFields: ["resource.label.host"],
        },
        value: left.days,
        seconds: 600,
      }),
    ),
  });
  return [
    {
      name: "uptime-failed",
      title: "host not healthy, seen from two places or more",
      severity: "CRITICAL",
      runbook: "uptime-failed",
      conditions: groups.map((hosts) =>
        above({
          title: "not healthy from more than one place",
          filter: filter("check_passed", hosts),
          // The number of places whose last look failed.
          aggregation: {
            alignmentPeriod: lookPeriod,
            perSeriesAligner: "ALIGN_NEXT_OLDER",
            crossSeriesReducer: "REDUCE_COUNT_FALSE",
            groupByFields: ["resource.label.host", "metric.label.check_id"],
          },
          value: 1,
          seconds: thresholds.uptime.for.seconds,
        }),
      ),
    },
    certificate("WARNING", thresholds.certificate.warning),
    certificate("CRITICAL", thresholds.certificate.critical),
  ];
}
