import type { ConnectorConfiguration, ObservabilityConfiguration } from "../../config";
import { connectorBytesPerSecond } from "../../config";
import type { Alert } from "./alert";
import { above, isOneOf, series } from "./condition";

/**
 * The alert on the connector. It goes by CPU and throughput and not by the number of instances: a connector
 * never shrinks, so that number would stay high for ever after one busy hour.
 */
export function connectorAlerts(
  connector: ConnectorConfiguration,
  { thresholds }: Pick<ObservabilityConfiguration, "thresholds">,
): Alert[] {
  const { percent, for: lasting } = thresholds.connector;
  const named = isOneOf("resource.labels.connector_name", [connector.name]);
  const filter = (metric: string) =>
    series("vpc_access_connector", `vpcaccess.googleapis.com/connector/${metric}`, named);
  const throughput = (direction: "sent" | "received") =>
    above({
      title: `${direction} above ${percent} % of what ${connector.maxInstances} instances carry`,
      filter: filter(`${direction}_bytes_count`),
      aggregation: {
        alignmentPeriod: "60s",
        perSeriesAligner: "ALIGN_RATE",
        crossSeriesReducer: "REDUCE_SUM",
        groupByFields: ["resource.label.connector_name"],
      },
      value: (percent * connectorBytesPerSecond(connector)) / 100,
      seconds: lasting.seconds,
    });
  return [
    {
      name: "connector-saturated",
      title: `connector above ${percent} %`,
      severity: "WARNING",
      runbook: "connector-saturated",
      names: { CONNECTOR: connector.name },
      conditions: [
        above({
          title: `CPU above ${percent} %`,
          filter: filter("cpu/utilizations"),
          // A distribution over the instances: the busiest ones are the first that drop connections.
          aggregation: { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_PERCENTILE_99" },
          value: percent / 100,
          seconds: lasting.seconds,
        }),
        throughput("sent"),
        throughput("received"),
      ],
    },
  ];
}
