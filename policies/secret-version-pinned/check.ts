import { type Finding, undetermined, violation } from "../framework/finding";
import { isKnown } from "../framework/value";
import type { EnvironmentReference, Workload } from "../models/workload/workload";

const ACTION = "Pin the number of a version, best as the output version of the SecretVersion.";

/** A place that says which version of a secret is read, and cannot be read itself now. */
export interface UnreadVersion {
  /** Such as `template.containers[0].envs[1].valueSource.secretKeyRef.version`. */
  readonly path: string;
  readonly reason: string;
}

/** What is wrong with the versions of secrets in the variables of a Cloud Run workload, as far as they can be read. */
export function checkVersions(workload: Workload): readonly Finding[] {
  return [
    ...workload.unknowns.map(unjudged),
    ...workload.containers.flatMap(({ path, environmentUnknown: reason }) =>
      reason === undefined ? [] : [unjudged({ path: `${path}.envs`, reason })],
    ),
    ...referencesOf(workload).flatMap(checkVersion),
  ];
}

/** The versions that cannot be read now. */
export function unreadVersions(workload: Workload): readonly UnreadVersion[] {
  return referencesOf(workload).flatMap(({ key, keyPath, unread }) => {
    if (unread !== undefined) {
      return [unread];
    }
    return isKnown(key) || keyPath === undefined ? [] : [{ path: keyPath, reason: key.reason }];
  });
}

/** A place of which nothing tells which version it means. */
export function unjudged({ path, reason }: UnreadVersion): Finding {
  return undetermined(path, `${reason}. ${ACTION}`);
}

function checkVersion({ key: version, keyPath: path }: EnvironmentReference): readonly Finding[] {
  if (path === undefined || !isKnown(version) || (version !== undefined && isNumber(version))) {
    return [];
  }
  return [violation(path, `${moving(version)}. ${ACTION}`)];
}

function moving(version: string | undefined): string {
  if (version === undefined || version === "") {
    return "is not set, so each instance reads the latest version when it starts, and instances of one revision can differ";
  }
  return /^(?:.*\/)?latest$/.test(version)
    ? `is "${version}", which each instance reads anew when it starts, so instances of one revision can differ`
    : `is the alias "${version}", which can come to mean another version, so instances of one revision can differ`;
}

/** The number of a version, or the full name of one (`projects/p/secrets/s/versions/3`). */
function isNumber(version: string): boolean {
  return /^(?:projects\/[^/]+\/secrets\/[^/]+\/versions\/)?[1-9]\d*$/.test(version);
}

function referencesOf({ containers }: Workload): readonly EnvironmentReference[] {
  return containers
    .flatMap(({ environment }) => environment)
    .flatMap(({ reference }) => reference ?? []);
}
