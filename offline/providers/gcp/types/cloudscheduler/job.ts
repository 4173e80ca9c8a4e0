import type { JobArgs, JobState } from "@pulumi/gcp/cloudscheduler";
import { describe } from "../../../declared/describe";
import { derived } from "../../../declared/resource-type";
import { exactlyOne } from "../../../declared/rules";
import {
  deletionPolicy,
  needsProject,
  needsRegion,
  plainName,
  project,
  region,
} from "../../properties";

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
  ],
  replaces: ["name", "project", "region"],
  computed: { state: derived((r) => (r.get("paused") === true ? "PAUSED" : "ENABLED")) },
  decided: { deletionPolicy, project, region, paused: derived(() => false) },
});
