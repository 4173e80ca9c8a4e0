import type { GkeConfiguration, NetworkConfiguration } from "../../config";
import type { NetworkArgs, ServerlessPath } from "./network";

/** The arguments of a stack's network, from what the stack file says of it and of the cluster in it. */
export function networkInputs(
  network: NetworkConfiguration,
  region: string,
  gke?: Pick<GkeConfiguration, "podRange" | "serviceRange">,
): NetworkArgs {
  const { address, prefixLength } = network.privateServicesRange;
  return {
    region,
    range: network.range.cidr,
    privateServices: { address, prefixLength },
    serverless: serverlessInputs(network),
    cluster: gke && { podRange: gke.podRange.cidr, serviceRange: gke.serviceRange.cidr },
    nat: network.nat,
    flowLogs: network.flowLogs,
    firewallLogs: network.firewallLogs,
  };
}

function serverlessInputs(network: NetworkConfiguration): NetworkArgs["serverless"] {
  const path = pathInputs(network);
  const egress = network.egress === "all-traffic" ? "ALL_TRAFFIC" : "PRIVATE_RANGES_ONLY";
  return path && { egress, path };
}

function pathInputs({ connector, directEgress }: NetworkConfiguration): ServerlessPath | undefined {
  if (connector !== undefined) {
    const { name, range, machineType, minInstances, maxInstances } = connector;
    return { connector: { name, range: range.cidr, machineType, minInstances, maxInstances } };
  }
  return directEgress && { directEgress: { range: directEgress.range.cidr } };
}
