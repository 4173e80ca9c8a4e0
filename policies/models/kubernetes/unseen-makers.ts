import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown, Unknown, type Value } from "../../framework/value";
import type { Relations } from "../relation/relations";
import { type KubernetesObject, namespaceOf } from "./object";
import { isBuiltInGroup, isRendered, isUnseenObjects } from "./object-kind";

/**
 * Custom resources from which no operator makes pods, Services or the like, or of which MadeObjects knows what is made. Those of
 * any other group may be such.
 */
const MAKES_NOTHING =
  /(?:^|\.)(?:gateway\.networking\.k8s\.io|snapshot\.storage\.k8s\.io|networking\.gke\.io|cloud\.google\.com|monitoring\.googleapis\.com|cert-manager\.io|external-secrets\.io|bitnami\.com|secrets-store\.csi\.x-k8s\.io|autoscaling\.k8s\.io|keda\.sh|cilium\.io|serving\.knative\.dev)$/;

/**
 * Where a custom resource says in which other namespace its objects are to lie: an Application or ApplicationSet of Argo CD, a
 * HelmRelease or Kustomization of Flux, a HelmChart of k3s, a Release of Crossplane.
 */
const DESTINATIONS: readonly (readonly string[])[] = [
  ["destination", "namespace"],
  ["template", "spec", "destination", "namespace"],
  ["targetNamespace"],
  ["forProvider", "namespace"],
];

/** What makes objects that nobody sees: releases of Helm charts, and operators of custom resources. */
export class UnseenMakers {
  private readonly releases: readonly {
    readonly namespace: Value<string>;
    /** The words for it, such as `the Helm release "redis"`. */
    readonly shown: string;
  }[];
  /** The first custom resource of each namespace from which an operator may make anything. */
  private readonly custom = new Map<string, KubernetesObject>();
  /** The first of which nothing tells in which namespace that is. */
  private customAnywhere: KubernetesObject | undefined;

  constructor(
    stack: readonly StackResource[],
    objects: readonly KubernetesObject[],
    relations: Relations,
  ) {
    this.releases = [
      ...stack
        .filter(({ type }) => isUnseenObjects(type))
        .map((resource) => ({
          namespace: namespaceOf(
            new Place(resource.inputs ?? resource.props).at("namespace"),
            resource,
            relations,
          ),
          shown: `the Helm release "${resource.name}"`,
        })),
      ...stack.flatMap(unrendered),
    ];
    for (const object of objects) {
      if (!isBuiltInGroup(object.group) && !MAKES_NOTHING.test(object.group)) {
        this.addCustom(object, relations);
      }
    }
  }

  private addCustom(object: KubernetesObject, relations: Relations): void {
    const spec = object.place.at("spec");
    const destinations = DESTINATIONS.map((keys) => spec.at(...keys))
      // Of one that cannot be read as a whole, nothing says that it has a destination.
      .filter((place, index) => place.path.endsWith(DESTINATIONS[index]?.join(".") ?? ""))
      .filter((place) => place.text() !== undefined)
      .map((place) => namespaceOf(place, object.resource, relations));
    for (const namespace of [object.namespace, ...destinations]) {
      if (namespace instanceof Unknown || namespace?.includes("{{") === true) {
        this.customAnywhere ??= object;
      } else if (namespace !== undefined && !this.custom.has(namespace)) {
        this.custom.set(namespace, object);
      }
    }
  }

  /** What may make objects of any kind in a namespace, in words; in any, where none is given. */
  maker(namespace: string | undefined): string | undefined {
    const custom =
      namespace === undefined ? undefined : (this.custom.get(namespace) ?? this.customAnywhere);
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
    return release?.shown;
  }
}

/** What a preview has rendered none of, in whatever namespace, as a value that it is made from is not known. */
function unrendered(
  resource: StackResource,
): readonly { readonly namespace: Value<string>; readonly shown: string }[] {
  const { type, name } = resource;
  if (!isRendered(type)) {
    return [];
  }
  const unknown = [resource.inputs ?? {}, resource.props]
    .flatMap((properties) => Object.values(properties))
    .find((value) => value instanceof Unknown);
  return unknown instanceof Unknown
    ? [{ namespace: unknown, shown: `${type.split(":").at(-1)} "${name}"` }]
    : [];
}
