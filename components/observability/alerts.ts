import type { ObservabilityConfiguration, StackConfiguration } from "../../config";
import { type Alert, inPolicies } from "./alert";
import { alloyDbAlerts } from "./alloydb-alerts";
import { cacheAlerts } from "./cache-alerts";
import { clusterAlerts } from "./cluster-alerts";
import { connectorAlerts } from "./connector-alerts";
import { databaseAlerts } from "./database-alerts";
import { hostAlerts } from "./host-alerts";
import { logAlerts } from "./log-alerts";
import { serviceAlerts } from "./service-alerts";
import { verificationAlerts } from "./verification-alerts";

/** All alerts of a stack that its configuration alone decides, each small enough for one policy. */
export function alertsOf(
  configuration: StackConfiguration,
  observability: ObservabilityConfiguration,
): Alert[] {
  const { connector } = configuration.network;
  return inPolicies([
    ...(connector === undefined ? [] : connectorAlerts(connector, observability)),
    ...databaseAlerts(configuration, observability),
    ...alloyDbAlerts(configuration, observability),
    ...logAlerts(configuration, observability),
    ...serviceAlerts(configuration, observability),
    ...clusterAlerts(configuration, observability),
    ...cacheAlerts(configuration, observability),
    ...hostAlerts(configuration, observability),
    ...verificationAlerts(configuration),
  ]);
}
