import type { ProjectBucketConfigArgs, ProjectBucketConfigState } from "@pulumi/gcp/logging";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { deletionPolicy } from "../../properties";

/** A place where log entries are kept. */
export const projectBucketConfig = describe<ProjectBucketConfigArgs, ProjectBucketConfigState>({
  token: "gcp:logging/projectBucketConfig:ProjectBucketConfig",
  id: (r) =>
    `projects/${r.text("project").replace(/^projects\//, "")}/locations/${r.text("location")}/buckets/${r.text("bucketId")}`,
  required: ["bucketId", "location", "project"],
  defaults: { retentionDays: 30 },
  replaces: ["bucketId", "location", "project"],
  // Analytics cannot be turned off again; the real provider says nothing of the attempt.
  ignores: [{ path: "enableAnalytics", when: (before) => before === true }],
  sets: ["indexConfigs"],
  computed: {
    lifecycleState: assigned(() => "ACTIVE"),
    name: derived(
      (r) =>
        `projects/${r.text("project").replace(/^projects\//, "")}/locations/${r.text("location")}/buckets/${r.text("bucketId")}`,
    ),
  },
  decided: { deletionPolicy, description: assigned(() => "") },
});
