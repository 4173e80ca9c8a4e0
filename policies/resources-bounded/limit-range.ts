import { everyOf, someOf } from "../framework/truth";
import { Unknown, type Value } from "../framework/value";
import type { KubernetesObject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { MissingBound } from "./container";

/**
 * Tells whether a LimitRange of the namespace fills in what a container lacks. A request that has no default of its own is that of
 * the limit: https://kubernetes.io/docs/concepts/policy/limit-range.
 */
export function isFilledIn(
  missing: MissingBound,
  object: KubernetesObject,
  index: ObjectIndex,
): Value<boolean> {
  return someOf(
    index
      .ofKind("LimitRange")
      .map((range) => everyOf([isSame(range.namespace, object.namespace), fills(range, missing)])),
  );
}

function fills({ place }: KubernetesObject, { bound, resource }: MissingBound): Value<boolean> {
  const list = place.at("spec", "limits");
  const sources = bound === "requests" ? ["defaultRequest", "default", "max"] : ["default", "max"];
  const defaults = list
    .entries()
    .filter((limits) => limits.at("type").value === "Container")
    .flatMap((limits) => sources.map((key) => limits.at(key, resource)));
  // An unknown default is one.
  if (defaults.some((each) => each.value !== undefined && each.value !== null)) {
    return true;
  }
  const unread = [list, ...list.entries()].find(({ value }) => value instanceof Unknown)?.value;
  return unread instanceof Unknown ? unread : false;
}

function isSame(one: Value<string> | undefined, other: Value<string> | undefined): Value<boolean> {
  const unread = [one, other].find((each) => each instanceof Unknown);
  return unread instanceof Unknown ? unread : one === other;
}
