import type { Place } from "../framework/place";
import { isKnown, textOf, Unknown } from "../framework/value";
import type { KubernetesObject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { Pods } from "../models/kubernetes/pods";

const RBAC = "rbac.authorization.k8s.io";

/**
 * The first workload whose pods lack nothing but labels that they may give themselves: with those, Vault, Patroni or Redis with
 * Sentinel say which pod leads. They have no such label in their template, and a role of the program lets them change pods.
 */
export function labelsItself(
  selector: Place,
  beside: readonly Pods[],
  index: ObjectIndex,
): Pods | undefined {
  const labels =
    selector.at("matchLabels").record() === undefined ? selector : selector.at("matchLabels");
  const wanted = Object.entries(labels.record() ?? {});
  return beside.find((pods) => {
    const lacking = wanted.filter(([key]) => pods.labels.get(key) === undefined);
    const isNear =
      lacking.length > 0 &&
      wanted.every(
        ([key, value]) =>
          pods.labels.get(key) === undefined || pods.labels.holds(key, [textOf(value)]) !== false,
      );
    return isNear && lacking.length < wanted.length && mayChangePods(pods, index);
  });
}

function mayChangePods({ object, spec }: Pods, index: ObjectIndex): boolean {
  const account = spec.at("serviceAccountName").text() ?? spec.at("serviceAccount").text();
  return ["RoleBinding", "ClusterRoleBinding"]
    .flatMap((kind) => index.ofKind(kind, RBAC))
    .filter(({ place }) =>
      place
        .at("subjects")
        .entries()
        .some(
          (subject) =>
            subject.at("kind").value === "ServiceAccount" &&
            mayBe(subject.at("name").text(), account ?? "default") &&
            mayBe(subject.at("namespace").text(), object.namespace),
        ),
    )
    .some((binding) => rolesOf(binding, index).some(changesPods));
}

function rolesOf(binding: KubernetesObject, index: ObjectIndex): readonly KubernetesObject[] {
  const reference = binding.place.at("roleRef");
  return ["Role", "ClusterRole"]
    .filter((kind) => mayBe(reference.at("kind").text(), kind))
    .flatMap((kind) => index.ofKind(kind, RBAC))
    .filter(({ name }) => name === undefined || mayBe(reference.at("name").text(), name));
}

function changesPods({ place }: KubernetesObject): boolean {
  return place
    .at("rules")
    .entries()
    .some(
      (rule) =>
        hasOne(rule.at("resources"), ["pods", "*"]) &&
        hasOne(rule.at("verbs"), ["patch", "update", "*"]),
    );
}

function hasOne(list: Place, wanted: readonly string[]): boolean {
  return (
    list.value instanceof Unknown ||
    list.entries().some(({ value }) => value instanceof Unknown || wanted.includes(textOf(value)))
  );
}

/** Whether two texts are the same, for all that is known; one that is not given may be any. */
function mayBe(one: unknown, other: unknown): boolean {
  return one === undefined || !isKnown(one) || !isKnown(other) || one === other;
}
