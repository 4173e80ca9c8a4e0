import { memoized } from "../../framework/memoized";
import type { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isNamedBy, namesOf, readLink } from "./link";

/** A resource that a property refers to. */
export interface Related {
  readonly resource: StackResource;
  /**
   * How it was found: `value`, because the property names it; or `dependency`, because the top-level property that holds
   * the place is made from it. The latter is all that there is at a preview, where links of new resources are unknown;
   * of a list with several entries it tells what all of them together are made from, not which is which.
   */
  readonly by: "value" | "dependency";
}

/**
 * Finds which resources of a stack the properties of others refer to, see {@link Relations.of}. It indexes
 * the stack once, and each question costs no more than the resources that share a name.
 */
export class Relations {
  private readonly byUrn: ReadonlyMap<string, StackResource>;
  private index: ReadonlyMap<string, ReadonlySet<StackResource>> | undefined;

  /** The relations of a stack, which all policies share. */
  static readonly of = memoized((stack: readonly StackResource[]) => new Relations(stack));

  constructor(private readonly stack: readonly StackResource[]) {
    this.byUrn = new Map(stack.map((resource) => [resource.urn, resource] as const));
  }

  /** The resource with this URN, if the stack has it. */
  at(urn: string): StackResource | undefined {
    return this.byUrn.get(urn);
  }

  /**
   * The resources of some types that a property of a resource refers to, as in
   * `relations.behind(service, new Place(service.props).at("backends").entries()[0].at("group"), isNetworkEndpointGroup)`.
   * None when nothing tells: the value may be a literal that names what lies outside the stack, or an unknown that no
   * dependency explains. Read the place to tell the two apart.
   *
   * @param place A place within the resource's inputs or outputs; its path says which top-level property it belongs to.
   * @param isWanted Tells the wanted types by their tokens. A bare name, such as `default`, says nothing without them.
   */
  behind(
    resource: StackResource,
    place: Place,
    isWanted: (type: string) => boolean,
  ): readonly Related[] {
    const named = this.named(place, isWanted);
    return named.length > 0 ? named : this.dependedOn(resource, place, isWanted);
  }

  private named(place: Place, isWanted: (type: string) => boolean): readonly Related[] {
    const text = place.text();
    if (typeof text !== "string") {
      return [];
    }
    const link = readLink(text);
    this.index ??= indexByName(this.stack);
    const { index } = this;
    return [...new Set([link.path, link.name].flatMap((name) => [...(index.get(name) ?? [])]))]
      .filter((candidate) => isWanted(candidate.type) && isNamedBy(candidate, link))
      .map((found) => ({ resource: found, by: "value" }));
  }

  private dependedOn(
    resource: StackResource,
    place: Place,
    isWanted: (type: string) => boolean,
  ): readonly Related[] {
    const [property = ""] = place.path.split(/[.[]/);
    return (resource.propertyDependencies.get(property) ?? [])
      .flatMap((urn) => this.byUrn.get(urn) ?? [])
      .filter(({ type }) => isWanted(type))
      .map((found) => ({ resource: found, by: "dependency" }));
  }
}

function indexByName(
  stack: readonly StackResource[],
): ReadonlyMap<string, ReadonlySet<StackResource>> {
  const index = new Map<string, Set<StackResource>>();
  for (const resource of stack) {
    for (const name of namesOf(resource)) {
      index.set(name, (index.get(name) ?? new Set()).add(resource));
    }
  }
  return index;
}
