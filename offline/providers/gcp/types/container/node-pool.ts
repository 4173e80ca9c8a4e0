import type { NodePoolArgs, NodePoolState } from "@pulumi/gcp/container";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { agree, atMostOne, between, oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import { deletionPolicy, lowerCaseName, needsProject, project, shortName } from "../../properties";
import { placeOf, version } from "./cluster";

const id = (r: Reading) =>
  `projects/${r.text("project")}/locations/${r.text("location")}/clusters/${shortName(r.text("cluster"))}/nodePools/${r.text("name")}`;
const most = 1_000_000;

/** Nodes of one kind in a Standard cluster. */
export const nodePool = describe<NodePoolArgs, NodePoolState>({
  token: "gcp:container/nodePool:NodePool",
  id,
  required: ["cluster"],
  autoName: lowerCaseName(40),
  defaults: {
    "management.autoRepair": true,
    "management.autoUpgrade": true,
    "nodeConfig.preemptible": false,
    "nodeConfig.spot": false,
    "upgradeSettings.strategy": "SURGE",
  },
  rules: [
    needsProject,
    atMostOne("initialNodeCount", "nodeCount"),
    atMostOne("autoscaling.minNodeCount", "autoscaling.totalMinNodeCount"),
    atMostOne("autoscaling.maxNodeCount", "autoscaling.totalMaxNodeCount"),
    oneOf("autoscaling.locationPolicy", "BALANCED", "ANY"),
    oneOf("upgradeSettings.strategy", "SURGE", "BLUE_GREEN"),
    oneOf(
      "nodeConfig.workloadMetadataConfig.mode",
      "MODE_UNSPECIFIED",
      "GCE_METADATA",
      "GKE_METADATA",
    ),
    oneOf("nodeConfig.loggingVariant", "DEFAULT", "MAX_THROUGHPUT"),
    oneOf("nodeConfig.taints.effect", "NO_SCHEDULE", "PREFER_NO_SCHEDULE", "NO_EXECUTE"),
    between("nodeConfig.diskSizeGb", 10, most),
    between("nodeCount", 0, most),
    between("autoscaling.minNodeCount", 0, most),
    between("autoscaling.maxNodeCount", 0, most),
    between("upgradeSettings.maxSurge", 0, most),
    between("upgradeSettings.maxUnavailable", 0, most),
    ...[
      ["autoscaling.minNodeCount", "autoscaling.maxNodeCount"],
      ["autoscaling.totalMinNodeCount", "autoscaling.totalMaxNodeCount"],
    ].map(([least = "", greatest = ""]) =>
      agree([least, greatest], (min, max) =>
        min !== undefined && max !== undefined && Number(min) > Number(max)
          ? `"${least}" is ${min} and "${greatest}" is ${max}. The first is at most the second. Change one of them.`
          : undefined,
      ),
    ),
    agree(["upgradeSettings.maxSurge", "upgradeSettings.maxUnavailable"], (surge, unavailable) =>
      surge === 0 && unavailable === 0
        ? `"upgradeSettings.maxSurge" and "upgradeSettings.maxUnavailable" are both 0, so no node can be upgraded. Set one to 1.`
        : undefined,
    ),
    agree(["nodeConfig.spot", "nodeConfig.preemptible"], (spot, preemptible) =>
      spot === true && preemptible === true
        ? `"nodeConfig.spot" and "nodeConfig.preemptible" are both true. Keep one of them.`
        : undefined,
    ),
  ],
  replaces: [
    "cluster",
    "initialNodeCount",
    "location",
    "maxPodsPerNode",
    "name",
    "namePrefix",
    "networkConfig.additionalNodeNetworkConfigs",
    "networkConfig.createPodRange",
    "networkConfig.podIpv4CidrBlock",
    "networkConfig.podRange",
    "networkConfig.subnetwork",
    "nodeConfig.advancedMachineFeatures",
    "nodeConfig.bootDiskKmsKey",
    "nodeConfig.guestAccelerators",
    "nodeConfig.hostMaintenancePolicy",
    "nodeConfig.localSsdCount",
    "nodeConfig.metadata",
    "nodeConfig.minCpuPlatform",
    "nodeConfig.nodeGroup",
    "nodeConfig.oauthScopes",
    "nodeConfig.preemptible",
    "nodeConfig.reservationAffinity",
    "nodeConfig.serviceAccount",
    "nodeConfig.shieldedInstanceConfig",
    "nodeConfig.spot",
    "placementPolicy",
    "project",
    "queuedProvisioning",
  ],
  ignores: [
    // The id and the name of a cluster say the same.
    {
      path: "cluster",
      when: (before, after) => shortName(String(before)) === shortName(String(after)),
    },
  ],
  sets: ["nodeConfig.oauthScopes", "nodeLocations"],
  computed: {
    instanceGroupUrls: derived(groups),
    managedInstanceGroupUrls: derived(groups),
    operation: derived(() => ""),
  },
  decided: {
    deletionPolicy,
    location: assigned((r) => /\/locations\/([^/]+)\//.exec(r.text("cluster"))?.[1] ?? placeOf(r)),
    initialNodeCount: assigned((r) => Number(r.given("nodeCount") ?? 1)),
    maxPodsPerNode: assigned(() => 110),
    nodeCount: derived((r) => Number(r.given("initialNodeCount") ?? 1)),
    nodeLocations: assigned((r) => [`${r.text("location")}-a`]),
    project,
    version: assigned(() => version),
  },
});

function groups(r: Reading): string[] {
  return [
    `https://www.googleapis.com/compute/v1/projects/${r.text("project")}/zones/${r.text("location")}-a/instanceGroups/gke-${r.text("name")}-${r.hex("group", 8)}`,
  ];
}
