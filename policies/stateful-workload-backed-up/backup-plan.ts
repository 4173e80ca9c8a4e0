import { Place } from "../framework/place";
import type { StackResource } from "../framework/policy";
import { everyOf, not, someOf, type Truth } from "../framework/truth";
import { textOf, Unknown, type Value } from "../framework/value";
import type { Labels } from "../models/kubernetes/labels";

/** The type of a plan of Backup for GKE. */
export const BACKUP_PLAN = "gcp:gkebackup/backupPlan:BackupPlan";

/** A plan of Backup for GKE, and what it leaves out of a namespace. */
export interface PlanAnswer {
  readonly plan: StackResource;
  readonly backsUp: Truth;
  /** Why it surely does not, as a clause behind its name: `has no schedule`. */
  readonly lack: string | undefined;
}

/** A namespace whose volumes may be backed up. */
export interface BackedUpNamespace {
  readonly name: Value<string>;
  readonly labels: Labels;
}

/**
 * Whether a plan backs up the volumes of a namespace by itself: it has a schedule that runs, takes volumes, and is for the
 * namespace (https://cloud.google.com/kubernetes-engine/docs/add-on/backup-for-gke/how-to/backup-plan).
 */
export function answerOf(plan: StackResource, namespace: BackedUpNamespace): PlanAnswer {
  const root = new Place(plan.inputs ?? plan.props);
  const configuration = root.at("backupConfig");
  const schedule = root.at("backupSchedule");
  const parts: readonly (readonly [Truth, string])[] = [
    [not(flagIn(root.at("deactivated"))), "is deactivated"],
    [
      someOf([isGiven(schedule.at("cronSchedule")), isGiven(schedule.at("rpoConfig"))]),
      "has no schedule",
    ],
    [not(flagIn(schedule.at("paused"))), "has a schedule that is paused"],
    [flagIn(configuration.at("includeVolumeData")), "takes no data of volumes"],
    [isFor(configuration, namespace), "is not for the namespace"],
  ];
  return {
    plan,
    backsUp: everyOf(parts.map(([answer]) => answer)),
    lack: parts.find(([answer]) => answer === false)?.[1],
  };
}

function isFor(configuration: Place, { name, labels }: BackedUpNamespace): Truth {
  const namespaces = configuration.at("selectedNamespaces", "namespaces");
  const applications = configuration.at("selectedApplications", "namespacedNames");
  const selectedLabels = configuration.at("selectedNamespaceLabels", "resourceLabels");
  return someOf([
    flagIn(configuration.at("allNamespaces")),
    ...unknownOf(namespaces),
    ...namespaces.entries().map(({ value }) => isSame(value, name)),
    ...unknownOf(applications),
    ...applications.entries().map((each) => isSame(each.at("namespace").value, name)),
    ...unknownOf(selectedLabels),
    ...selectedLabels.entries().map((each): Truth => {
      const [key, value] = ["key", "value"].map((field) => each.at(field).value);
      const unread = [key, value].find((part) => part instanceof Unknown);
      return unread instanceof Unknown ? unread : labels.holds(textOf(key), [textOf(value)]);
    }),
  ]);
}

function isSame(value: Place["value"], name: Value<string>): Truth {
  return value instanceof Unknown ? value : name instanceof Unknown ? name : value === name;
}

function unknownOf({ value }: Place): readonly Truth[] {
  return value instanceof Unknown ? [value] : [];
}

function flagIn(place: Place): Truth {
  return place.flag() ?? false;
}

function isGiven({ value }: Place): Truth {
  return value instanceof Unknown ? value : value !== undefined && value !== null && value !== "";
}
