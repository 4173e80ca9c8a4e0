import type * as gcp from "@pulumi/gcp";

/**
 * Whether the flows of a subnetwork are logged: `"off"`, `"sampled"` for every second one in windows of 30 s, or
 * `"all"` for every one in windows of 5 s.
 */
export type FlowLogs = "off" | "sampled" | "all";

/** The `logConfig` of a subnetwork; `undefined` is how Compute Engine spells off. */
export function flowLogConfig(
  flowLogs: FlowLogs = "off",
): gcp.types.input.compute.SubnetworkLogConfig | undefined {
  if (flowLogs === "off") {
    return undefined;
  }
  return {
    ...(flowLogs === "all"
      ? { aggregationInterval: "INTERVAL_5_SEC", flowSampling: 1 }
      : { aggregationInterval: "INTERVAL_30_SEC", flowSampling: 0.5 }),
    metadata: "INCLUDE_ALL_METADATA",
  };
}
