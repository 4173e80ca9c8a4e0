import { definePolicy } from "../framework/define-policy";
import { Place } from "../framework/place";
import {
  NotApplicable,
  type PolicyAnswer,
  type PolicyResource,
  type StackFinding,
  type StackResource,
} from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { Unknown } from "../framework/value";
import { Relations } from "../models/relation/relations";
import { isCloudRunWorkload, readCloudRunWorkload } from "../models/workload/cloud-run";
import { checkVersions, type UnreadVersion, unjudged, unreadVersions } from "./check";

/** Refuses variables whose secret may be another tomorrow. */
export const secretVersionPinned = definePolicy({
  id: "secret-version-pinned",
  displayName: "Versions of secrets are pinned",
  description:
    "Refuses a variable of a Cloud Run service, job or worker pool that takes the version latest, an alias or no version of a secret in Secret Manager. " +
    "Each instance reads it when it starts, so old and new instances of one revision disagree, and a rollback does not bring the old value back. Volumes are read live, so latest is right there.",
  severity: "high",
  remediation:
    "Give the number of the version, best as the output version of the SecretVersion, so that a new value makes a new revision. Mount the secret as a volume where instances should follow it.",
  incidents: ["A13"],
  appliesTo: isCloudRunWorkload,
  resource: judgeWorkload,
  stack: judgeUnread,
});

function judgeWorkload(resource: PolicyResource): PolicyAnswer {
  const workload = readCloudRunWorkload(resource);
  if (workload === undefined) {
    return new NotApplicable("The resource does not run on Cloud Run.");
  }
  const findings = checkVersions(workload);
  return findings.length === 0 && unreadVersions(workload).length > 0
    ? new NotApplicable("Where its versions come from is judged with the stack.")
    : findings;
}

/** A version that is unknown because the program creates it is a number; of any other nothing is known. */
function judgeUnread(resources: readonly StackResource[]): readonly StackFinding[] {
  const relations = Relations.of(resources);
  return resources.flatMap((resource) =>
    unreadOf(resource)
      .filter(({ path, reason }) => {
        const place = new Place(new Unknown(reason), path);
        return relations.behind(resource, place, isSecretVersion).length === 0;
      })
      .map((version) => ({
        subject: subjectOf(resource),
        urn: resource.urn,
        finding: unjudged(version),
      })),
  );
}

function unreadOf({ type, name, inputs }: StackResource): readonly UnreadVersion[] {
  const workload =
    inputs === undefined ? undefined : readCloudRunWorkload({ type, name, props: inputs });
  return workload === undefined ? [] : unreadVersions(workload);
}

function isSecretVersion(type: string): boolean {
  return /^gcp:secretmanager\/\w*[sS]ecretVersion:/.test(type);
}
