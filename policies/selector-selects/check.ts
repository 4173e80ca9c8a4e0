import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import type { StackFinding, StackResource } from "../framework/policy";
import { isKnown } from "../framework/value";
import { type KubernetesObject, objectSubject, shownNamespace } from "../models/kubernetes/object";
import { ObjectIndex } from "../models/kubernetes/object-index";
import type { Pods } from "../models/kubernetes/pods";
import { labelsItself } from "./own-labels";
import { checkOwnPods } from "./own-pods";
import { type Selecting, selectingIn } from "./selecting";

/** Judges the selectors of a stack. */
export function checkStack(stack: readonly StackResource[]): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  const podsBy = new Map<string, Pods[]>();
  for (const pods of index.pods) {
    const { namespace } = pods.object;
    if (namespace !== undefined && isKnown(namespace)) {
      podsBy.set(namespace, [...(podsBy.get(namespace) ?? []), pods]);
    }
  }
  return [
    ...index.pods.flatMap((pods) => about(pods.object, checkOwnPods(pods))),
    ...selectingIn(index).flatMap((selecting) => {
      const { namespace } = selecting.object;
      const beside = typeof namespace === "string" ? (podsBy.get(namespace) ?? []) : [];
      return about(selecting.object, [
        ...checkSelected(selecting, beside, index),
        ...checkEndingPods(selecting),
      ]);
    }),
  ];
}

function checkSelected(
  { object, selector, selected, consequence, isForOthersToo }: Selecting,
  beside: readonly Pods[],
  index: ObjectIndex,
): readonly Finding[] {
  if (selected.pods.length > 0) {
    return [];
  }
  const where =
    typeof object.namespace === "string"
      ? ` in namespace "${shownNamespace(object.namespace)}"`
      : "";
  if (selected.maybe.length > 0 || selected.unseen !== undefined) {
    const reason =
      selected.unseen ??
      (selector.unknownReason() === undefined ? undefined : `it ${selector.unknownReason()}`) ??
      `a label or the namespace of ${selected.maybe.map(({ object: each }) => objectSubject(each)).join(", ")} is known only after deployment`;
    return isForOthersToo && beside.length === 0 && selected.maybe.length === 0
      ? []
      : [
          undetermined(
            selector.path,
            `selects no pod of the program${where} for sure, and it cannot be told whether it selects others: ${reason}. Check by hand that it does.`,
          ),
        ];
  }
  if (beside.length === 0) {
    return isForOthersToo
      ? []
      : [
          undetermined(
            selector.path,
            `selects no pod of the program, which makes none${where}, so others may run them. Check by hand that they have these labels.`,
          ),
        ];
  }
  const own = labelsItself(selector, beside, index);
  if (own !== undefined) {
    return [
      undetermined(
        selector.path,
        `selects no pod${where} by the labels of a template, but those of ${objectSubject(own.object)} may give themselves what they lack: a role of the program lets them change pods. Check by hand that they do.`,
      ),
    ];
  }
  return [
    violation(
      selector.path,
      `selects no pod${where}, ${consequence}.${nearest(selector, beside)} Give both the same labels, from one place.`,
    ),
  ];
}

/** A sentence about the pods that have the most of the wanted labels. */
function nearest(selector: Place, beside: readonly Pods[]): string {
  const labels =
    selector.at("matchLabels").record() === undefined ? selector : selector.at("matchLabels");
  const wanted = Object.entries(labels.record() ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const rated = beside.map((pods) => {
    const differing = wanted.filter(([key, value]) => pods.labels.get(key) !== value);
    return { pods, differing };
  });
  const [best] = rated.sort((one, other) => one.differing.length - other.differing.length);
  const [label] = best?.differing ?? [];
  if (best === undefined || label === undefined) {
    return "";
  }
  const [key, value] = label;
  const has = best.pods.labels.get(key);
  const given = typeof has === "string" ? `"${has}"` : "none";
  return ` It wants "${key}" to be "${value}"; the nearest, ${objectSubject(best.pods.object)}, has ${given}.`;
}

/** Pods that end by themselves get requests while they run, if the labels of a service select them as well. */
function checkEndingPods({ object, selector, selected }: Selecting): readonly Finding[] {
  const ending = selected.pods.filter(({ object: each }) => ["Job", "CronJob"].includes(each.kind));
  return object.kind !== "Service" || ending.length === 0 || ending.length === selected.pods.length
    ? []
    : [
        violation(
          selector.path,
          `selects the pods of ${ending.map(({ object: each }) => objectSubject(each)).join(", ")} too, which get requests while they run and answer none. Give them other labels, or name one more label of the pods that serve.`,
        ),
      ];
}

function about(object: KubernetesObject, findings: readonly Finding[]): readonly StackFinding[] {
  return findings.map((finding) => ({
    subject: objectSubject(object),
    urn: object.resource.urn,
    finding,
  }));
}
