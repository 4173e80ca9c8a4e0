import type { WorkerPoolArgs, WorkerPoolState } from "@pulumi/gcp/cloudrunv2";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  deletionPolicy,
  effectiveAnnotations,
  labelSecrets,
  labels,
  needsProject,
  plainName,
  project,
} from "../../properties";
import { lifecycle, probeDefaults, revision } from "./workload";

const id = (r: Reading) =>
  `projects/${r.text("project")}/locations/${r.text("location")}/workerPools/${r.text("name")}`;

/** A Cloud Run worker pool. */
export const workerPool = describe<WorkerPoolArgs, WorkerPoolState>({
  token: "gcp:cloudrunv2/workerPool:WorkerPool",
  id,
  required: ["location", "template"],
  autoName: plainName,
  defaults: {
    deletionProtection: true,
    "template.containers.envs.value": "",
    "template.volumes.emptyDir.medium": "MEMORY",
    ...probeDefaults("template.containers", "livenessProbe", "startupProbe"),
  },
  rules: [
    needsProject,
    oneOf("template.vpcAccess.egress", "ALL_TRAFFIC", "PRIVATE_RANGES_ONLY", ""),
  ],
  replaces: ["location", "name", "project", "template.containers.dependsOns"],
  sets: ["template.containers.envs", "template.volumes.cloudSqlInstance.instances"],
  computed: {
    ...labels,
    ...lifecycle,
    effectiveAnnotations,
    latestCreatedRevision: derived((r) => revision(r, id(r))),
    latestReadyRevision: derived((r) => revision(r, id(r))),
    instanceSplitStatuses: derived(() => [
      { percent: 100, revision: "", type: "INSTANCE_SPLIT_ALLOCATION_TYPE_LATEST" },
    ]),
  },
  decided: { deletionPolicy, project, launchStage: assigned(() => "GA") },
  secrets: labelSecrets,
  deletionGuards: ["deletionProtection"],
});
