import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { isKnown } from "../framework/value";
import { checkSetting } from "../models/setting/required-setting";

/** The type of a GKE cluster. */
export const CLUSTER = "gcp:container/cluster:Cluster";

/** Tells whether a type is a GKE cluster. */
export function isCluster(type: string): boolean {
  return type === CLUSTER;
}

/** Tells whether a type is a node pool. */
export function isNodePool(type: string): boolean {
  return type === "gcp:container/nodePool:NodePool";
}

/**
 * What is wrong with the protection of one cluster.
 *
 * @param protect Whether the program sets the resource option of that name.
 */
export function checkCluster(cluster: Place, protect: boolean): readonly Finding[] {
  return [
    ...checkDeletion(cluster, protect),
    ...checkSetting(cluster.at("releaseChannel", "channel"), {
      allows: (value) => value !== "UNSPECIFIED",
      consequence:
        "so the cluster keeps a version until its support ends, and is then upgraded at once",
      action: 'Choose "RAPID", "REGULAR", "STABLE" or "EXTENDED".',
    }),
    ...checkIdentity(cluster),
    ...checkNodes(cluster),
  ];
}

/** What is wrong with the setting by which nodes have no address in the internet. */
export function checkPrivate(setting: Place): readonly Finding[] {
  return checkSetting(setting, {
    allows: (value) => value === true,
    consequence: "so every node has an address in the internet",
    action:
      "It must be true. Set it to true, and add Cloud NAT for what pods call in the internet.",
  });
}

/** What is wrong with the way in which nodes hand their account to pods. */
export function checkMetadata(nodeConfig: Place): readonly Finding[] {
  return checkSetting(nodeConfig.at("workloadMetadataConfig", "mode"), {
    allows: (value) => value !== "GCE_METADATA",
    consequence: "so every pod may act as the service account of its node",
    action:
      'It must be "GKE_METADATA", which is the default with Workload Identity. Set it, or remove it.',
  });
}

function checkDeletion(cluster: Place, protect: boolean): readonly Finding[] {
  const policy = cluster.at("deletionPolicy").value;
  if (protect || policy === "PREVENT" || policy === "ABANDON") {
    return [];
  }
  return checkSetting(cluster.at("deletionProtection"), {
    allows: (value) => value !== false,
    consequence: "so one wrong update deletes the cluster with all that runs and is kept in it",
    action: "It must be true, which is the default. Set it to true or remove it.",
  });
}

function checkIdentity(cluster: Place): readonly Finding[] {
  const autopilot = cluster.at("enableAutopilot").flag();
  const pool = cluster.at("workloadIdentityConfig", "workloadPool");
  if (autopilot === true) {
    return [];
  }
  const reason = pool.unknownReason();
  if (reason !== undefined) {
    return [
      undetermined(
        pool.path,
        `${reason}. Give the pool as a literal, such as "project-id.svc.id.goog".`,
      ),
    ];
  }
  if (typeof pool.value === "string" && pool.value !== "") {
    return [];
  }
  if (autopilot !== undefined && !isKnown(autopilot)) {
    return [
      undetermined(
        "enableAutopilot",
        `${autopilot.reason}, and without Autopilot the cluster has no Workload Identity. Give it as a literal.`,
      ),
    ];
  }
  return [
    violation(
      "workloadIdentityConfig.workloadPool",
      "is not set, so every pod acts as the service account of its node, with all its rights. " +
        'Set it to "PROJECT.svc.id.goog".',
    ),
  ];
}

/** The pool that a cluster comes with, and those within it. Where the former is removed at once, each pool is judged. */
function checkNodes(cluster: Place): readonly Finding[] {
  const pools = cluster.at("nodePools").entries();
  const own = cluster.at("privateClusterConfig", "enablePrivateNodes");
  const isRemoved = cluster.at("removeDefaultNodePool").flag();
  if (isRemoved === true) {
    return [];
  }
  const ofPools = pools.map((pool) => pool.at("networkConfig", "enablePrivateNodes"));
  const arePrivate = ofPools.length > 0 && ofPools.every((place) => place.flag() === true);
  return [
    ...(arePrivate ? [] : checkPrivate(own)),
    ...checkMetadata(cluster.at("nodeConfig")),
    ...pools.flatMap((pool) => checkMetadata(pool.at("nodeConfig"))),
  ];
}
