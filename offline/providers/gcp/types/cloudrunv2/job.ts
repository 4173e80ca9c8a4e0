import type { JobArgs, JobState } from "@pulumi/gcp/cloudrunv2";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atMostOne, oneOf, shaped } from "../../../declared/rules";
import {
  deletionPolicy,
  effectiveAnnotations,
  labelSecrets,
  labels,
  needsProject,
  plainName,
  project,
} from "../../properties";
import { lifecycle, probeDefaults } from "./workload";

/** A Cloud Run job. It is not executed here. */
export const job = describe<JobArgs, JobState>({
  token: "gcp:cloudrunv2/job:Job",
  id: (r) => `projects/${r.text("project")}/locations/${r.text("location")}/jobs/${r.text("name")}`,
  required: ["location", "template"],
  autoName: plainName,
  defaults: {
    deletionProtection: true,
    "template.template.maxRetries": 3,
    "template.template.containers.envs.value": "",
    "template.template.volumes.emptyDir.medium": "MEMORY",
    ...probeDefaults("template.template.containers", "startupProbe"),
  },
  rules: [
    needsProject,
    atMostOne("runExecutionToken", "startExecutionToken"),
    oneOf("template.template.vpcAccess.egress", "ALL_TRAFFIC", "PRIVATE_RANGES_ONLY", ""),
    oneOf(
      "template.template.executionEnvironment",
      "EXECUTION_ENVIRONMENT_GEN1",
      "EXECUTION_ENVIRONMENT_GEN2",
      "",
    ),
    shaped("template.template.timeout", /^[0-9]+(?:\.[0-9]{1,9})?s$/, 'seconds such as "300s"'),
  ],
  replaces: ["location", "name", "project", "tags"],
  sets: ["template.template.containers.envs"],
  computed: {
    ...labels,
    ...lifecycle,
    effectiveAnnotations,
    executionCount: derived(() => 0),
    latestCreatedExecutions: derived(() => []),
  },
  decided: { deletionPolicy, project, launchStage: assigned(() => "GA") },
  secrets: labelSecrets,
  deletionGuards: ["deletionProtection"],
});
