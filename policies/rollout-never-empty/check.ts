import { type Finding, undetermined } from "../framework/finding";
import type { PolicyResource, StackFinding, StackResource } from "../framework/policy";
import { type KubernetesObject, objectSubject } from "../models/kubernetes/object";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { Autoscalers } from "../models/rollout/autoscalers";
import { Serving } from "../models/rollout/serving";
import { checkAutoscaler } from "./check-autoscaler";
import { checkBudget } from "./check-budget";
import { budgetsIn, checkKept, checkSeveralBudgets } from "./check-disruption";
import { checkGrace } from "./check-grace";
import { checkMeasured, checkScaledWorkload } from "./check-scaling";
import { checkServedRollout } from "./check-strategy";
import { checkTraffic } from "./check-traffic";
import { checkWorkload } from "./check-workload";
import { requestsFilledIn } from "./filled-in";
import { objectsIn, type PlacedObject } from "./object-places";

/** What one resource says of its rollout that contradicts itself. */
export function checkResource(
  resource: Pick<PolicyResource, "type" | "props">,
): readonly Finding[] {
  return [
    ...objectsIn(resource).flatMap((object) => [
      ...unreadSpecification(object),
      ...checkWorkload(object),
      ...checkGrace(object),
      ...checkAutoscaler(object),
      ...checkBudget(object),
    ]),
    ...checkTraffic(resource),
  ];
}

const JUDGED: ReadonlySet<string> = new Set([
  "apps/Deployment",
  "apps/StatefulSet",
  "apps/DaemonSet",
  "autoscaling/HorizontalPodAutoscaler",
  "policy/PodDisruptionBudget",
]);

function unreadSpecification({ group, kind, place }: PlacedObject): readonly Finding[] {
  const spec = place.at("spec");
  const reason = spec.unknownReason();
  return reason === undefined || !JUDGED.has(`${group}/${kind}`)
    ? []
    : [
        undetermined(
          spec.path,
          `${reason}. Give it as literals, so that the rollout can be checked.`,
        ),
      ];
}

/** What the resources of a stack say of a rollout together. */
export function checkStack(stack: readonly StackResource[]): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  const autoscalers = new Autoscalers(index);
  const serving = new Serving(index);
  const budgets = budgetsIn(index);
  const filledIn = requestsFilledIn(stack);
  const workloads = index.pods.map(({ object }) => object).filter(({ isPatch }) => !isPatch);
  return [
    ...workloads.flatMap((workload) => {
      const served = serving.serviceOf(workload);
      return about(workload, [
        ...(served === undefined ? [] : checkServedRollout(workload, served, autoscalers)),
        ...checkScaledWorkload(workload, autoscalers.of(workload)),
      ]);
    }),
    ...workloads.flatMap((workload) =>
      autoscalers
        .of(workload)
        .flatMap(({ object }) => about(object, checkMeasured(object, workload, filledIn))),
    ),
    ...budgets.flatMap((budget) => about(budget.object, checkKept(budget, autoscalers))),
    ...checkSeveralBudgets(budgets).flatMap(({ workload, finding }) => about(workload, [finding])),
  ];
}

function about(object: KubernetesObject, findings: readonly Finding[]): readonly StackFinding[] {
  return findings.map((finding) => ({
    subject: objectSubject(object),
    urn: object.resource.urn,
    finding,
  }));
}
