import { type Finding, undetermined, violation } from "../framework/finding";
import { isKnown, type Unknown } from "../framework/value";
import { type KubernetesObject, objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import { type Autoscalers, fewestReplicas } from "../models/rollout/autoscalers";
import { podsIn, readShare, shownShare } from "../models/rollout/share";

/** Kinds whose number of pods the program says. */
const COUNTED: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "ReplicaSet"]);

/** A disruption budget with the workloads whose pods it is for. */
export interface Budget {
  readonly object: KubernetesObject;
  readonly workloads: readonly KubernetesObject[];
  /** Why it may be for others too, as a clause; undefined when these are all. */
  readonly uncertain?: string;
}

/** Reads the disruption budgets of a program; a patch says a part only, so it is none. */
export function budgetsIn(index: ObjectIndex): readonly Budget[] {
  return index
    .ofKind("PodDisruptionBudget", "policy")
    .filter(({ isPatch }) => !isPatch)
    .map((object) => {
      const { pods, maybe, unseen } = index.podsSelectedBy(
        object.place.at("spec", "selector"),
        object.namespace ?? "default",
        object.resource,
      );
      const [other] = maybe;
      const uncertain =
        other === undefined
          ? unseen
          : `it may be for the pods of ${objectSubject(other.object)} too`;
      return {
        object,
        workloads: pods.map((each) => each.object),
        ...(uncertain === undefined ? {} : { uncertain }),
      };
    });
}

/** Whether a budget that must keep some pods leaves one that may be moved when there are the fewest. */
export function checkKept(budget: Budget, autoscalers: Autoscalers): readonly Finding[] {
  const { object, workloads, uncertain } = budget;
  const kept = readShare(object.place.at("spec", "minAvailable"));
  const isCounted = workloads.length > 0 && workloads.every(({ kind }) => COUNTED.has(kind));
  if (kept === undefined || !isKnown(kept) || kept.amount === 0 || !isCounted) {
    return kept === undefined || isKnown(kept)
      ? []
      : [unread(object.place.at("spec", "minAvailable").path, kept)];
  }
  const counts = workloads.map((workload) => fewestReplicas(workload, autoscalers));
  const unknown = counts.find(({ pods }) => !isKnown(pods));
  const pods = counts.reduce((sum, each) => sum + (isKnown(each.pods) ? each.pods : 0), 0);
  const least = podsIn(kept, pods, "up");
  // Told without the pods, for a budget that no number of them can meet.
  if ((kept.isPercent && kept.amount >= 100) || (pods === 0 && unknown === undefined)) {
    return [];
  }
  if (least < pods) {
    return [];
  }
  const path = kept.place.path;
  const sources = counts.map(
    ({ source }, index) => `${objectSubject(workloads[index] ?? object)}: ${source}`,
  );
  const found = `is ${shownShare(kept)}${kept.isPercent ? `, which is ${least} of ${pods}` : ""}, and there ${pods === 1 ? "is 1 pod" : `are ${pods} pods`} at the fewest (${[...sources].sort().join("; ")})`;
  if (unknown !== undefined || uncertain !== undefined) {
    const reason = uncertain ?? "the number of some pods is known only after deployment";
    return [undetermined(path, `${found}, but ${reason}. Set maxUnavailable to 1 in its place.`)];
  }
  return [
    violation(
      path,
      `${found}, so none may be moved, and every upgrade of a node waits for them until they are killed by force. Set maxUnavailable to 1 in its place${pods === 1 ? ", or run 2 replicas" : ""}.`,
    ),
  ];
}

/** Workloads that several budgets are for: the cluster then moves none of their pods at all. */
export function checkSeveralBudgets(
  budgets: readonly Budget[],
): readonly { readonly workload: KubernetesObject; readonly finding: Finding }[] {
  const byWorkload = new Map<KubernetesObject, Budget[]>();
  for (const budget of budgets) {
    for (const workload of budget.workloads) {
      byWorkload.set(workload, [...(byWorkload.get(workload) ?? []), budget]);
    }
  }
  return [...byWorkload]
    .filter(([, several]) => several.length > 1)
    .map(([workload, several]) => ({
      workload,
      finding: violation(
        "",
        `has ${several.length} disruption budgets for its pods (${several
          .map(({ object }) => objectSubject(object))
          .sort()
          .join(", ")}). Kubernetes then refuses to move any of them. Keep one.`,
      ),
    }));
}

function unread(path: string, { reason }: Unknown): Finding {
  return undetermined(
    path,
    `${reason}. Give it as a literal, so that it can be compared with the number of pods.`,
  );
}
