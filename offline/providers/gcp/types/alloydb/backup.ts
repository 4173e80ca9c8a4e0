import { randomUUID } from "node:crypto";
import type { BackupArgs, BackupState } from "@pulumi/gcp/alloydb";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { oneOf, shaped } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  deletionPolicy,
  effectiveAnnotations,
  labelSecrets,
  labels,
  needsProject,
  now,
  project,
} from "../../properties";

const id = (r: Reading) =>
  `projects/${r.text("project")}/locations/${r.text("location")}/backups/${r.text("backupId")}`;

/** A backup of an AlloyDB cluster that the stack makes itself. */
export const backup = describe<BackupArgs, BackupState>({
  token: "gcp:alloydb/backup:Backup",
  id,
  required: ["backupId", "clusterName", "location"],
  rules: [
    needsProject,
    oneOf("type", "TYPE_UNSPECIFIED", "ON_DEMAND", "AUTOMATED", "CONTINUOUS", ""),
    shaped(
      "clusterName",
      /^projects\/[^/]+\/locations\/[^/]+\/clusters\/[^/]+$/,
      'ids such as "projects/my-project/locations/us-central1/clusters/main"',
    ),
  ],
  replaces: ["backupId", "clusterName", "encryptionConfig.kmsKeyName", "location", "project"],
  computed: {
    ...labels,
    effectiveAnnotations,
    clusterUid: assigned(() => randomUUID()),
    createTime: assigned(now),
    deleteTime: derived(() => ""),
    encryptionInfos: assigned(() => []),
    etag: derived((r) => r.hex("etag", 12)),
    expiryQuantities: assigned(() => []),
    expiryTime: derived(() => ""),
    name: derived(id),
    reconciling: derived(() => false),
    sizeBytes: derived(() => "0"),
    state: derived(() => "READY"),
    uid: assigned(() => randomUUID()),
    updateTime: derived(now),
  },
  decided: { deletionPolicy, project, type: assigned(() => "ON_DEMAND") },
  secrets: [...labelSecrets],
});
