import type { NetworkConfiguration } from "../../config";
import type { NetworkArgs, ServerlessPath } from "./network";

/** The arguments of a stack's network, from what the stack file says of it. */
export function networkInputs(network: NetworkConfiguration, region: string): NetworkArgs {
  const { address, prefixLength } = network.privateServicesRange;
  return {
    region,
    range: network.range.cidr,
    privateServices: { address, prefixLength },
    egress: network.egress === "all-traffic" ? "ALL_TRAFFIC" : "PRIVATE_RANGES_ONLY",
    path: pathInputs(network),
    nat: network.nat,
    flowLogs: network.flowLogs,
    firewallLogs: network.firewallLogs,
  };
}

function pathInputs({ connector, directEgress }: NetworkConfiguration): ServerlessPath {
  if (connector !== undefined) {
    const { name, range, machineType, minInstances, maxInstances } = connector;
    return { connector: { name, range: range.cidr, machineType, minInstances, maxInstances } };
  }
  if (directEgress !== undefined) {
    return { directEgress: { range: directEgress.range.cidr } };
  }
  throw new Error("The network has neither a connector nor direct egress.");
}
