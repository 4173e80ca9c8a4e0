import type { JobArgs, JobState } from "@pulumi/gcp/cloudscheduler";
import { describe } from "../../../declared/describe";
import { derived } from "../../../declared/resource-type";
import { atLeastOne, atMostOne, exactlyOne, shaped } from "../../../declared/rules";
import {
  deletionPolicy,
  needsProject,
  needsRegion,
  plainName,
  project,
  region,
} from "../../properties";
import { whereGiven } from "../given-block";

/** The properties that hold bytes, which the provider decodes to see whether it can. */
const bytes = ["appEngineHttpTarget.body", "httpTarget.body", "pubsubTarget.data"] as const;

/** A job of Cloud Scheduler. It does not run here. */
export const schedulerJob = describe<JobArgs, JobState>({
  token: "gcp:cloudscheduler/job:Job",
  id: (r) => `projects/${r.text("project")}/locations/${r.text("region")}/jobs/${r.text("name")}`,
  required: [],
  autoName: plainName,
  defaults: { attemptDeadline: "180s", timeZone: "Etc/UTC" },
  rules: [
    needsProject,
    needsRegion,
    exactlyOne("appEngineHttpTarget", "httpTarget", "pubsubTarget"),
    atMostOne("httpTarget.oauthToken", "httpTarget.oidcToken"),
    ...bytes.map((path) =>
      shaped(
        path,
        /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
        "bytes in base64, with its padding",
      ),
    ),
    whereGiven(
      "retryConfig",
      atLeastOne(
        "retryConfig.maxBackoffDuration",
        "retryConfig.maxDoublings",
        "retryConfig.maxRetryDuration",
        "retryConfig.minBackoffDuration",
        "retryConfig.retryCount",
      ),
    ),
  ],
  replaces: ["name", "project", "region"],
  computed: { state: derived((r) => (r.get("paused") === true ? "PAUSED" : "ENABLED")) },
  decided: { deletionPolicy, project, region, paused: derived(() => false) },
});
