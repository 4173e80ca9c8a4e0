import { randomUUID } from "node:crypto";
import type { ClusterArgs, ClusterState } from "@pulumi/gcp/alloydb";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atMostOne, oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  effectiveAnnotations,
  labelSecrets,
  labels,
  needsProject,
  project,
} from "../../properties";

const id = (r: Reading) =>
  `projects/${r.text("project")}/locations/${r.text("location")}/clusters/${r.text("clusterId")}`;

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
    atMostOne(
      "automatedBackupPolicy.quantityBasedRetention",
      "automatedBackupPolicy.timeBasedRetention",
    ),
  ],
  replaces: [
    "clusterId",
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
  secrets: [...labelSecrets],
  deletionGuards: ["deletionProtection"],
});
