import { agree, atMostOne, type Rule } from "../../../declared/rules";

/** What the provider refuses beside `enableAutopilot`, whatever the value of either, since it looks only whether both are given. */
const excluded = [
  "addonsConfig.dnsCacheConfig",
  "addonsConfig.networkPolicyConfig",
  "addonsConfig.statefulHaConfig",
  "binaryAuthorization.enabled",
  "clusterAutoscaling.enabled",
  "clusterAutoscaling.resourceLimits",
  "defaultMaxPodsPerNode",
  "enableIntranodeVisibility",
  "enableShieldedNodes",
  "networkPolicy",
  "nodePools",
  "removeDefaultNodePool",
] as const;

/** What only one of the two modes of a cluster takes, and what the API refuses of an Autopilot cluster. */
export const modeRules: readonly Rule[] = [
  ...excluded.map((path) => atMostOne("enableAutopilot", path)),
  agree(["enableAutopilot", "initialNodeCount", "nodePools"], (autopilot, count, pools) =>
    autopilot === true || Number(count ?? 0) > 0 || pools !== undefined
      ? undefined
      : `A Standard cluster has neither "initialNodeCount" nor "nodePools", so no node to start with. ` +
        `Give "initialNodeCount" and "removeDefaultNodePool", or set "enableAutopilot" to true.`,
  ),
  agree(["enableAutopilot", "location"], (autopilot, location) =>
    autopilot === true && /-[a-z]$/.test(String(location ?? ""))
      ? `"location" is the zone "${location}", and an Autopilot cluster is always regional. Give a region.`
      : undefined,
  ),
  agree(["enableAutopilot", "releaseChannel.channel"], (autopilot, channel) =>
    autopilot === true && channel === "UNSPECIFIED"
      ? `"releaseChannel.channel" is "UNSPECIFIED", and an Autopilot cluster is always in a release channel. ` +
        `Choose "RAPID", "REGULAR", "STABLE" or "EXTENDED".`
      : undefined,
  ),
  agree(["datapathProvider", "networkPolicy.enabled"], (datapath, policy) =>
    datapath === "ADVANCED_DATAPATH" && policy === true
      ? `"networkPolicy.enabled" is true with the "datapathProvider" "ADVANCED_DATAPATH", which enforces network policies itself. ` +
        `Remove "networkPolicy".`
      : undefined,
  ),
];
