import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown, type Value } from "../../framework/value";
import { type Link, readLink } from "../relation/link";
import type { Related, Relations } from "../relation/relations";
import { NETWORK, SUBNETWORK, standsInNetwork } from "./types";

/** A VPC network that something is told to stand in. */
export interface KnownNetwork {
  readonly is: "known";
  /** The same for the same network wherever both its project and its name are known. */
  readonly key: string;
  readonly name?: string;
  readonly project?: string;
  /** The resource in the stack; absent for a network that only its name tells. */
  readonly resource?: StackResource;
}

/** A VPC network of which nothing tells which one it is. */
export interface UnknownNetwork {
  readonly is: "unknown";
  readonly path: string;
  /** As a clause that follows the path: `is known only after deployment`. */
  readonly reason: string;
}

/** What a property that names a network refers to; undefined where it names none. */
export type NetworkReference = KnownNetwork | UnknownNetwork | undefined;

/** What a property that names a subnetwork refers to. */
export interface SubnetworkReference {
  /** The resource in the stack, if the stack has it. */
  readonly resource?: StackResource;
  readonly region?: Value<string>;
  readonly network: NetworkReference;
}

/** Tells whether the program makes a resource, in place of looking it up. */
export function isDeclared(resource: StackResource): boolean {
  return resource.inputs !== undefined;
}

/**
 * A property of a resource as the program gives it, and of one that the program looks up as it is. What the provider
 * computes is left out: at a preview it is unknown, which would say nothing of the program.
 */
export function givenIn(resource: StackResource, ...keys: readonly string[]): Place {
  return new Place(resource.inputs ?? resource.props).at(...keys);
}

/** The same, with what the provider makes of it where the program gives nothing: names, projects and regions. */
export function placeIn(resource: StackResource, ...keys: readonly string[]): Place {
  const given = new Place(resource.inputs ?? {}).at(...keys);
  return given.value === undefined || given.value === null
    ? new Place(resource.props).at(...keys)
    : given;
}

/** A property that is a region, which programs give by its name or its link; undefined when it is absent. */
export function regionIn(resource: StackResource, key = "region"): Value<string> | undefined {
  const given = placeIn(resource, key).text();
  const text = isKnown(given) ? given : (new Place(resource.props).at(key).text() ?? given);
  return isKnown(text) && text !== undefined ? readLink(text).name : text;
}

/** Finds the networks of one stack. */
export class NetworkMap {
  constructor(private readonly relations: Relations) {}

  /** The network that a property names. */
  networkAt(resource: StackResource, place: Place): NetworkReference {
    const found = this.resourceAt(resource, place, NETWORK);
    if (found !== undefined) {
      return found === "several"
        ? unknownAt(place, "may be one of several networks of this program")
        : ofResource(found);
    }
    const text = place.text();
    if (text === undefined || text === "") {
      return undefined;
    }
    return isKnown(text)
      ? ofLink(readLink(text), resource)
      : (this.networkThrough(resource, place) ?? unknownAt(place, text.reason));
  }

  /** The network of the one resource whose own network a property takes over, such as `connection.network`. */
  private networkThrough(resource: StackResource, place: Place): KnownNetwork | undefined {
    const between = this.relations
      .behind(resource, place, standsInNetwork)
      .filter((related) => related.resource.urn !== resource.urn);
    const [first] = between;
    if (first === undefined || between.length > 1) {
      return undefined;
    }
    const found = this.resourceAt(first.resource, givenIn(first.resource, "network"), NETWORK);
    return found === undefined || found === "several" ? undefined : ofResource(found);
  }

  /** The network of a name, in the project of a resource. */
  networkNamed(name: string, resource: StackResource): KnownNetwork {
    return ofLink(readLink(name), resource);
  }

  /** The subnetwork that a property names. */
  subnetworkAt(resource: StackResource, place: Place): SubnetworkReference | undefined {
    const found = this.resourceAt(resource, place, SUBNETWORK);
    if (found === "several") {
      return { network: unknownAt(place, "may be one of several subnetworks of this program") };
    }
    if (found !== undefined) {
      return {
        resource: found,
        region: regionIn(found),
        network: this.networkAt(found, givenIn(found, "network")),
      };
    }
    const text = place.text();
    if (text === undefined || text === "") {
      return undefined;
    }
    if (!isKnown(text)) {
      return { network: unknownAt(place, text.reason) };
    }
    const { region } = readLink(text);
    return {
      ...(region === undefined ? {} : { region }),
      network: unknownAt(place, "names a subnetwork that this program does not declare"),
    };
  }

  /** The one resource of a type that a property refers to. */
  resourceAt(
    resource: StackResource,
    place: Place,
    type: string,
  ): StackResource | "several" | undefined {
    const all = this.relations.behind(resource, place, (candidate) => candidate === type);
    const found = all.length > 1 ? all.filter((each) => mayMean(resource, each)) : all;
    return found.length > 1 ? "several" : found[0]?.resource;
  }
}

/** A name that several regions have means the one in the region of the resource that says it. */
function mayMean(resource: StackResource, { resource: named, by }: Related): boolean {
  const own = regionIn(resource, "location") ?? regionIn(resource);
  const other = regionIn(named);
  return by !== "value" || typeof own !== "string" || typeof other !== "string" || own === other;
}

/** Compares two networks by what is known of them. */
export function compareNetworks(
  one: KnownNetwork,
  other: KnownNetwork,
): "same" | "different" | "unknown" {
  if (one.key === other.key) {
    return "same";
  }
  if (one.resource !== undefined && one.resource.urn === other.resource?.urn) {
    return "same";
  }
  if (one.name === undefined || other.name === undefined) {
    return "unknown";
  }
  if (one.name !== other.name) {
    return "different";
  }
  const projects = [one.project, other.project];
  // A project has a number beside its id, and nothing here tells which belong together.
  const comparable = projects.every((project) => project !== undefined && !/^\d+$/.test(project));
  return comparable && one.project !== other.project ? "different" : "unknown";
}

/** The words for a network: `network "main"`. */
export function shownNetwork({ name, resource }: KnownNetwork): string {
  return `network "${name ?? resource?.name ?? "(unnamed)"}"`;
}

function ofResource(resource: StackResource): KnownNetwork {
  const name = knownText(placeIn(resource, "name"));
  const link = readLink(knownText(placeIn(resource, "id")) ?? "");
  const project = link.project ?? knownText(placeIn(resource, "project"));
  return {
    is: "known",
    key: keyOf(name ?? (link.name === "" ? undefined : link.name), project) ?? resource.urn,
    ...(name === undefined ? {} : { name }),
    ...(project === undefined ? {} : { project }),
    resource,
  };
}

function ofLink(link: Link, resource: StackResource): KnownNetwork {
  const project = link.project ?? knownText(placeIn(resource, "project"));
  return {
    is: "known",
    key: keyOf(link.name, project) ?? `networks/${link.name}`,
    name: link.name,
    ...(project === undefined ? {} : { project }),
  };
}

function keyOf(name: string | undefined, project: string | undefined): string | undefined {
  return name === undefined || project === undefined
    ? undefined
    : `projects/${project}/global/networks/${name}`;
}

function unknownAt({ path }: Place, reason: string): UnknownNetwork {
  return { is: "unknown", path, reason };
}

function knownText(place: Place): string | undefined {
  const { value } = place;
  return typeof value === "string" && value !== "" ? value : undefined;
}
