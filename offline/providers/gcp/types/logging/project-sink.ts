import type { ProjectSinkArgs, ProjectSinkState } from "@pulumi/gcp/logging";
import { describe } from "../../../declared/describe";
import { derived } from "../../../declared/resource-type";
import type { Failure } from "../../../declared/rules";
import { type Properties, unmarked, type Value } from "../../../values/value";
import { deletionPolicy, needsProject, plainName, project, projectNumber } from "../../properties";

/** A rule by which log entries of a project are sent to another place. */
export const projectSink = describe<ProjectSinkArgs, ProjectSinkState>({
  token: "gcp:logging/projectSink:ProjectSink",
  id: (r) => `projects/${r.text("project")}/sinks/${r.text("name")}`,
  required: ["destination"],
  autoName: plainName,
  defaults: { uniqueWriterIdentity: true, "exclusions.disabled": false },
  rules: [
    needsProject,
    { about: ["bigqueryOptions", "uniqueWriterIdentity"], failures: sharedWriter },
  ],
  replaces: ["name", "project"],
  ignores: [
    { path: "filter", when: (before, after) => trimmed(before) === trimmed(after) },
    { path: "exclusions.filter", when: (before, after) => trimmed(before) === trimmed(after) },
  ],
  computed: {
    writerIdentity: derived((r) => {
      if (!r.flag("uniqueWriterIdentity")) {
        return "serviceAccount:cloud-logs@system.gserviceaccount.com";
      }
      const agent = `service-${projectNumber(r.text("project"))}@gcp-sa-logging.iam.gserviceaccount.com`;
      return r.text("customWriterIdentity") || `serviceAccount:${agent}`;
    }),
  },
  decided: { deletionPolicy, project },
});

function trimmed(filter: Value | undefined): string {
  return String(filter ?? "").trim();
}

function sharedWriter({ bigqueryOptions, uniqueWriterIdentity }: Properties): Failure[] {
  return (bigqueryOptions ?? null) !== null && unmarked(uniqueWriterIdentity ?? null) === false
    ? [
        '"uniqueWriterIdentity" is false. With "bigqueryOptions" it must be true. Set it, or leave it out.',
      ]
    : [];
}
