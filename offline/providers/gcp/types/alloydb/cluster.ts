import { randomUUID } from "node:crypto";
import type { ClusterArgs, ClusterState } from "@pulumi/gcp/alloydb";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { agree, atMostOne, type Failure, needs, oneOf, shaped } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import type { Value } from "../../../values/value";
import {
  effectiveAnnotations,
  labelSecrets,
  labels,
  needsProject,
  project,
} from "../../properties";
import { backupRules } from "./backup-window";

const id = (r: Reading) =>
  `projects/${r.text("project")}/locations/${r.text("location")}/clusters/${r.text("clusterId")}`;

/** How what a cluster tells its instances begins: which network it is in. */
export const networkOfCluster = (clusterId: string) => `network of ${clusterId}: `;

/** An AlloyDB cluster. It holds the data; its instances serve it. */
export const cluster = describe<ClusterArgs, ClusterState>({
  token: "gcp:alloydb/cluster:Cluster",
  id,
  required: ["clusterId", "location"],
  defaults: {
    clusterType: "PRIMARY",
    "continuousBackupConfig.enabled": true,
    deletionPolicy: "DEFAULT",
    deletionProtection: true,
    skipAwaitMajorVersionUpgrade: true,
  },
  rules: [
    needsProject,
    oneOf("clusterType", "PRIMARY", "SECONDARY", ""),
    oneOf("subscriptionType", "TRIAL", "STANDARD", ""),
    atMostOne("initialUser.password", "initialUser.passwordWo"),
    atMostOne(
      "restoreBackupSource",
      "restoreBackupdrBackupSource",
      "restoreBackupdrPitrSource",
      "restoreContinuousBackupSource",
    ),
    ...backupRules,
    needs("initialUser.passwordWo", "initialUser.passwordWoVersion"),
    needs("initialUser.passwordWoVersion", "initialUser.passwordWo"),
    atMostOne("networkConfig.network", "pscConfig.pscEnabled"),
    agree(["networkConfig", "pscConfig"], (network, psc) =>
      network === undefined && psc === undefined
        ? `Neither "networkConfig" nor "pscConfig" is given, so nothing reaches the cluster. Give one of them.`
        : undefined,
    ),
    shaped(
      "networkConfig.network",
      /^projects\/[^/]+\/global\/networks\/[^/]+$/,
      'ids such as "projects/my-project/global/networks/my-network"',
    ),
    shaped(
      "secondaryConfig.primaryClusterName",
      /^projects\/[^/]+\/locations\/[^/]+\/clusters\/[^/]+$/,
      'ids such as "projects/my-project/locations/us-central1/clusters/main"',
    ),
    shaped("databaseVersion", /^POSTGRES_\d+$/, 'versions such as "POSTGRES_16"'),
    oneOf("deletionPolicy", "DEFAULT", "FORCE", "PREVENT", "ABANDON", "DELETE"),
    agree(["clusterType", "secondaryConfig"], roles),
    agree(["clusterType", "location", "secondaryConfig.primaryClusterName"], sameRegion),
  ],
  replaces: [
    "clusterId",
    "encryptionConfig.kmsKeyName",
    "location",
    "project",
    "restoreBackupSource",
    "restoreBackupdrBackupSource",
    "restoreBackupdrPitrSource",
    "restoreContinuousBackupSource",
  ],
  computed: {
    ...labels,
    effectiveAnnotations,
    backupSources: assigned(() => []),
    backupdrBackupSources: assigned(() => []),
    continuousBackupInfos: assigned(() => []),
    encryptionInfos: assigned(() => []),
    migrationSources: assigned(() => []),
    name: derived(id),
    reconciling: derived(() => false),
    state: derived(() => "READY"),
    trialMetadatas: assigned(() => []),
    uid: assigned(() => randomUUID()),
  },
  decided: {
    project,
    databaseVersion: assigned(() => "POSTGRES_16"),
    subscriptionType: assigned(() => "STANDARD"),
  },
  tells: (r) => `${networkOfCluster(id(r))}${r.text("networkConfig.network")}`,
  secrets: [...labelSecrets],
  deletionGuards: ["deletionProtection"],
});

/** A cluster is a secondary one by its type and by what it follows, or by neither. */
function roles(type: Value | undefined, follows: Value | undefined): Failure | undefined {
  if (type === "SECONDARY" && follows === undefined) {
    return `"clusterType" is "SECONDARY" without "secondaryConfig". Give "secondaryConfig.primaryClusterName".`;
  }
  return type !== "SECONDARY" && follows !== undefined
    ? `"secondaryConfig" is given, and "clusterType" is "${type ?? "PRIMARY"}". Set "clusterType" to "SECONDARY", or remove "secondaryConfig".`
    : undefined;
}

function sameRegion(
  type: Value | undefined,
  location: Value | undefined,
  primary: Value | undefined,
): Failure | undefined {
  return type === "SECONDARY" && String(primary ?? "").includes(`/locations/${location}/`)
    ? `"location" is "${location}", which is the region of the primary cluster too. Choose another region.`
    : undefined;
}
