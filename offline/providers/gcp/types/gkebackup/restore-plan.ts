import { randomUUID } from "node:crypto";
import type { RestorePlanArgs, RestorePlanState } from "@pulumi/gcp/gkebackup";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atMostOne, exactlyOne, oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  deletionPolicy,
  labelSecrets,
  labels,
  lowerCaseName,
  needsProject,
  project,
} from "../../properties";

const id = (r: Reading) =>
  `projects/${r.text("project")}/locations/${r.text("location")}/restorePlans/${r.text("name")}`;
const scope = "restoreConfig.clusterResourceRestoreScope";

/** How what Backup for GKE has kept comes back into a cluster. */
export const restorePlan = describe<RestorePlanArgs, RestorePlanState>({
  token: "gcp:gkebackup/restorePlan:RestorePlan",
  id,
  required: ["backupPlan", "cluster", "location", "restoreConfig"],
  autoName: lowerCaseName(),
  rules: [
    needsProject,
    exactlyOne(
      "restoreConfig.allNamespaces",
      "restoreConfig.excludedNamespaces",
      "restoreConfig.noNamespaces",
      "restoreConfig.selectedApplications",
      "restoreConfig.selectedNamespaces",
    ),
    atMostOne(
      `${scope}.allGroupKinds`,
      `${scope}.excludedGroupKinds`,
      `${scope}.noGroupKinds`,
      `${scope}.selectedGroupKinds`,
    ),
    oneOf(
      "restoreConfig.clusterResourceConflictPolicy",
      "USE_EXISTING_VERSION",
      "USE_BACKUP_VERSION",
      "",
    ),
    oneOf(
      "restoreConfig.namespacedResourceRestoreMode",
      "DELETE_AND_RESTORE",
      "FAIL_ON_CONFLICT",
      "MERGE_SKIP_ON_CONFLICT",
      "MERGE_REPLACE_VOLUME_ON_CONFLICT",
      "MERGE_REPLACE_ON_CONFLICT",
      "",
    ),
    oneOf(
      "restoreConfig.volumeDataRestorePolicy",
      "RESTORE_VOLUME_DATA_FROM_BACKUP",
      "REUSE_VOLUME_HANDLE_FROM_BACKUP",
      "NO_VOLUME_DATA_RESTORATION",
      "",
    ),
  ],
  replaces: ["backupPlan", "cluster", "location", "name", "project"],
  computed: {
    ...labels,
    state: derived(() => "READY"),
    stateReason: derived(() => ""),
    uid: assigned(() => randomUUID()),
  },
  decided: { deletionPolicy, project },
  secrets: [...labelSecrets],
});
