import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import { isKnown, Unknown } from "../framework/value";
import { NamespaceLabels } from "../models/kubernetes/namespace-labels";
import { objectSubject, shownNamespace } from "../models/kubernetes/object";
import { ObjectIndex } from "../models/kubernetes/object-index";
import type { Pods } from "../models/kubernetes/pods";
import { HostComparison } from "../models/told/same-host";
import { type ToldWorkload, toldWorkloads } from "../models/told/told-settings";
import { isJobFor, isSuspended, takesBackups } from "./backup-job";
import { answerOf, BACKUP_PLAN, type PlanAnswer } from "./backup-plan";
import { otherBackup } from "./other-backup";
import { readStateful, type StatefulWorkload } from "./stateful";

/** The annotation by which people say what backs a workload up where the program does not show it. */
const BACKED_UP_ANNOTATION = "holdfast.dev/backed-up-by";

/** Judges whether the stateful workloads of a program are backed up. */
export function checkBackups(stack: readonly StackResource[]): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  const stateful = index.pods.flatMap((pods) => {
    const workload = isNoted(pods) ? undefined : readStateful(pods);
    return workload === undefined ? [] : [workload];
  });
  if (stateful.length === 0) {
    return [];
  }
  const jobs = toldWorkloads(stack, index).filter(takesBackups);
  const backups = new Backups(stack, index, jobs);
  return stateful.flatMap((workload) =>
    backups.check(workload).map((finding) => ({
      subject: objectSubject(workload.object),
      urn: workload.object.resource.urn,
      finding,
    })),
  );
}

function isNoted({ object, metadata }: Pods): boolean {
  return [object.place.at("metadata"), metadata].some((place) => {
    const note = place.at("annotations", BACKED_UP_ANNOTATION).value;
    return typeof note === "string" && note.trim() !== "";
  });
}

/** What backs up the workloads of a program. */
class Backups {
  private readonly plans: readonly StackResource[];
  private readonly namespaces: NamespaceLabels;
  private readonly hosts: HostComparison;

  constructor(
    private readonly stack: readonly StackResource[],
    private readonly index: ObjectIndex,
    private readonly jobs: readonly ToldWorkload[],
  ) {
    this.plans = stack.filter(({ type }) => type === BACKUP_PLAN);
    this.namespaces = new NamespaceLabels(index);
    this.hosts = new HostComparison(index);
  }

  check(workload: StatefulWorkload): readonly Finding[] {
    const { object, path, database } = workload;
    const name = object.namespace ?? "default";
    const answers = this.plans.map((plan) =>
      answerOf(plan, { name, labels: this.namespaces.labelsOf(name) }),
    );
    const jobs = this.jobs.filter((job) => isJobFor(job, object, this.index, this.hosts));
    const isBackedUp =
      answers.some(({ backsUp }) => backsUp === true) ||
      jobs.some((job) => isSuspended(job) === false);
    if (isBackedUp) {
      return [];
    }
    const where = isKnown(name) ? ` of namespace "${shownNamespace(name)}"` : "";
    const action = `Add a Backup for GKE plan with a schedule and the volume data${where}, or a CronJob that takes a dump; where another program does, name it in the annotation "${BACKED_UP_ANNOTATION}".`;
    const kept =
      database === undefined
        ? "keeps volumes"
        : `keeps the data of a database (image "${database}")`;
    const found = `${kept}, and nothing in this program backs it up${lacks(answers, jobs)}`;
    const reason = unreadIn(answers, jobs) ?? otherBackup(this.stack, this.index, object);
    if (reason !== undefined) {
      return [
        undetermined(
          path,
          `${kept}, and whether it is backed up cannot be told: ${reason}. ${action}`,
        ),
      ];
    }
    return [
      database === undefined
        ? undetermined(path, `${found}. Whether its content may be lost cannot be told. ${action}`)
        : violation(path, `${found}. A lost volume is lost for good. ${action}`),
    ];
  }
}

function unreadIn(
  answers: readonly PlanAnswer[],
  jobs: readonly ToldWorkload[],
): string | undefined {
  const [unread] = [
    ...answers.map(
      ({ plan, backsUp }) => [`a part of BackupPlan "${plan.name}"`, backsUp] as const,
    ),
    ...jobs.map(
      (job) => [`whether CronJob "${job.workload.name}" is suspended`, isSuspended(job)] as const,
    ),
  ].flatMap(([what, value]) => (value instanceof Unknown ? [`${what} ${value.reason}`] : []));
  return unread;
}

function lacks(answers: readonly PlanAnswer[], jobs: readonly ToldWorkload[]): string {
  const shown = [
    ...answers.flatMap(({ plan, lack }) =>
      lack === undefined ? [] : [`BackupPlan "${plan.name}" ${lack}`],
    ),
    ...jobs
      .filter((job) => isSuspended(job) === true)
      .map(({ workload }) => `CronJob "${workload.name}" is suspended`),
  ];
  return shown.length === 0 ? "" : ` (${shown.join(", ")})`;
}
