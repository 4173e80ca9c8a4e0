import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import { isKnown } from "../framework/value";
import { NamespaceLabels } from "../models/kubernetes/namespace-labels";
import { objectSubject, shownNamespace } from "../models/kubernetes/object";
import { ObjectIndex } from "../models/kubernetes/object-index";
import type { Pods } from "../models/kubernetes/pods";
import { HostComparison } from "../models/told/same-host";
import { type ToldWorkload, toldWorkloads } from "../models/told/told-settings";
import { isJobFor, takesBackups } from "./backup-job";
import { answerOf, BACKUP_PLAN, type PlanAnswer } from "./backup-plan";
import { otherBackup } from "./other-backup";
import { readStateful, type StatefulWorkload } from "./stateful";

/** The annotation by which people say what backs a workload up where the program does not show it. */
export const BACKED_UP_ANNOTATION = "holdfast.dev/backed-up-by";

/** Judges whether the stateful workloads of a program are backed up. */
export function checkBackups(stack: readonly StackResource[]): readonly StackFinding[] {
  const index = new ObjectIndex(stack);
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
    const isBackedUp =
      answers.some(({ backsUp }) => backsUp === true) ||
      this.jobs.some((job) => isJobFor(job, object, this.index, this.hosts));
    if (isBackedUp) {
      return [];
    }
    const where = isKnown(name) ? ` of namespace "${shownNamespace(name)}"` : "";
    const action = `Add a Backup for GKE plan with a schedule and the volume data${where}, or a CronJob that takes a dump; where another program does, name it in the annotation "${BACKED_UP_ANNOTATION}".`;
    const kept =
      database === undefined
        ? "keeps volumes"
        : `keeps the data of a database (image "${database}")`;
    const found = `${kept}, and nothing in this program backs it up${lacks(answers)}`;
    const reason = unreadIn(answers) ?? otherBackup(this.stack, this.index, object);
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

function unreadIn(answers: readonly PlanAnswer[]): string | undefined {
  const unread = answers.find(({ backsUp }) => !isKnown(backsUp));
  return unread === undefined || isKnown(unread.backsUp)
    ? undefined
    : `a part of BackupPlan "${unread.plan.name}" ${unread.backsUp.reason}`;
}

function lacks(answers: readonly PlanAnswer[]): string {
  const shown = answers.flatMap(({ plan, lack }) =>
    lack === undefined ? [] : [`BackupPlan "${plan.name}" ${lack}`],
  );
  return shown.length === 0 ? "" : ` (${shown.join(", ")})`;
}
