import type { BucketArgs, BucketState } from "@pulumi/gcp/storage";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { oneOf } from "../../../declared/rules";
import {
  deletionPolicy,
  labelSecrets,
  labels,
  needsProject,
  now,
  project,
  projectNumber,
} from "../../properties";

/** A bucket of Cloud Storage. */
export const bucket = describe<BucketArgs, BucketState>({
  token: "gcp:storage/bucket:Bucket",
  id: (r) => r.text("name"),
  required: ["location"],
  autoName: { property: "name", maxLength: 222, random: 7, lowerCase: false },
  defaults: {
    forceDestroy: false,
    storageClass: "STANDARD",
    "retentionPolicy.isLocked": false,
    "softDeletePolicy.retentionDurationSeconds": 604800,
  },
  rules: [
    needsProject,
    oneOf("lifecycleRules.condition.withState", "LIVE", "ARCHIVED", "ANY", ""),
    oneOf("ipFilter.mode", "Enabled", "Disabled"),
  ],
  replaces: [
    "customPlacementConfig.dataLocations",
    "enableObjectRetention",
    "hierarchicalNamespace",
    "location",
    "name",
    "project",
  ],
  replacesWhen: [{ path: "retentionPolicy.isLocked", when: (before) => before === true }],
  // The API answers with the location in upper case.
  ignores: [
    {
      path: "location",
      when: (before, after) => String(before).toUpperCase() === String(after).toUpperCase(),
    },
  ],
  computed: {
    ...labels,
    projectNumber: derived((r) => Number(projectNumber(r.text("project")))),
    selfLink: derived((r) => `https://www.googleapis.com/storage/v1/b/${r.text("name")}`),
    timeCreated: assigned(now),
    updated: derived(now),
    url: derived((r) => `gs://${r.text("name")}`),
  },
  decided: {
    deletionPolicy,
    project,
    publicAccessPrevention: assigned(() => "inherited"),
    rpo: assigned(() => "DEFAULT"),
    uniformBucketLevelAccess: assigned(() => false),
  },
  secrets: labelSecrets,
});
