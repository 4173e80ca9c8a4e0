import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown, type Value } from "../../framework/value";
import type { Relations } from "../relation/relations";
import { type KubernetesObject, namespaceOf } from "./object";
import { isBuiltInGroup, isUnseenObjects } from "./object-kind";

/**
 * Custom resources from which no operator makes pods, Services or the like, or of which MadeObjects knows what is made. Those of
 * any other group may be such.
 */
const MAKES_NOTHING =
  /(?:^|\.)(?:gateway\.networking\.k8s\.io|snapshot\.storage\.k8s\.io|networking\.gke\.io|cloud\.google\.com|monitoring\.googleapis\.com|cert-manager\.io|external-secrets\.io|bitnami\.com|secrets-store\.csi\.x-k8s\.io|autoscaling\.k8s\.io|keda\.sh|cilium\.io|serving\.knative\.dev)$/;

/** What makes objects that nobody sees: releases of Helm charts, and operators of custom resources. */
export class UnseenMakers {
  private readonly releases: readonly {
    readonly namespace: Value<string>;
    readonly name: string;
  }[];
  /** The first custom resource of each namespace from which an operator may make anything. */
  private readonly custom = new Map<string, KubernetesObject>();

  constructor(
    stack: readonly StackResource[],
    objects: readonly KubernetesObject[],
    relations: Relations,
  ) {
    this.releases = stack
      .filter(({ type }) => isUnseenObjects(type))
      .map((resource) => ({
        namespace: namespaceOf(
          new Place(resource.inputs ?? resource.props).at("namespace"),
          resource,
          relations,
        ),
        name: resource.name,
      }));
    for (const object of objects) {
      const { namespace, group } = object;
      const isMaker = !isBuiltInGroup(group) && !MAKES_NOTHING.test(group);
      if (isMaker && typeof namespace === "string" && !this.custom.has(namespace)) {
        this.custom.set(namespace, object);
      }
    }
  }

  /** What may make objects of any kind in a namespace, in words; in any, where none is given. */
  maker(namespace: string | undefined): string | undefined {
    const custom = namespace === undefined ? undefined : this.custom.get(namespace);
    return (
      this.release(namespace) ??
      (custom === undefined ? undefined : `${custom.kind} "${custom.resource.name}"`)
    );
  }

  /** The same of the releases of Helm charts alone. */
  release(namespace: string | undefined): string | undefined {
    const release = this.releases.find(
      (each) => namespace === undefined || !isKnown(each.namespace) || each.namespace === namespace,
    );
    return release === undefined ? undefined : `the Helm release "${release.name}"`;
  }
}
