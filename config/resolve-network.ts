import { connectionsPerInstance } from "./capacity/connector-load";
import type { NetworkConfiguration } from "./configuration";
import type { Logging } from "./logging";
import { connectorName } from "./names";
import { usesCloudRun } from "./platforms";
import { network as networkSchema } from "./schema/network";
import type { StackFile } from "./schema/stack-file";
import { usesCluster } from "./tenants";

/** The way into the internet; `undefined` where nothing takes it. */
export function resolveNat(file: StackFile): NetworkConfiguration["nat"] {
  const { egress, nat } = file["holdfast:network"];
  return (usesCloudRun(file) && egress === "all-traffic") || usesCluster(file)
    ? (nat ?? networkSchema.shape.nat.unwrap().parse({}))
    : undefined;
}

/** The network as far as something stands in it or goes through it. */
export function resolveNetwork(
  file: StackFile,
  stack: string,
  logging: Logging,
): NetworkConfiguration {
  const { egress, connector, directEgress, ...network } = file["holdfast:network"];
  const nat = resolveNat(file);
  const rest = {
    ...network,
    flowLogs: logging.flowLogs,
    firewallLogs: logging.firewallLogs,
    nat: nat && { ...nat, logFilter: logging.natLogFilter ?? nat.logFilter },
  };
  return !usesCloudRun(file)
    ? rest
    : {
        ...rest,
        egress,
        directEgress,
        connector: connector && {
          ...connector,
          name: connector.name ?? connectorName(stack),
          connectionsPerInstance: connectionsPerInstance(connector),
        },
      };
}
