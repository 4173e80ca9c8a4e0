import type { PolicyResource } from "../../framework/policy";
import { isKnown } from "../../framework/value";

/** What a reference to a resource of Google Cloud says of it. */
export interface Link {
  /** Without the host and the version of the API: `projects/p/regions/r/networkEndpointGroups/api`, or a bare name. */
  readonly path: string;
  /** The last part, such as `api`. */
  readonly name: string;
  /** Such as `networkEndpointGroups`; absent for a bare name. */
  readonly collection?: string;
  readonly project?: string;
  readonly region?: string;
  readonly zone?: string;
  /** Location of a resource whose API has locations in the place of regions, such as `europe-west1` or `global`. */
  readonly location?: string;
  /** Whether it says that the resource is global, as Compute Engine does. */
  readonly global: boolean;
}

const API = /^(?:https?:)?\/\/[^/]+\/(?:(?:compute\/)?(?:v\d\w*|alpha|beta)\/)?(?=projects\/)/;

/** Reads a self link, a full or a relative resource name, or a bare name. */
export function readLink(reference: string): Link {
  const path = reference.replace(API, "").replace(/^\/+|\/+$/g, "");
  const parts = path.split("/");
  const after = (word: string) => {
    const index = parts.indexOf(word);
    return index % 2 === 0 && index >= 0 ? parts[index + 1] : undefined;
  };
  const [project, region, zone, location] = ["projects", "regions", "zones", "locations"].map(
    after,
  );
  const collection = parts.at(-2);
  return {
    path,
    name: parts.at(-1) ?? "",
    ...(collection === undefined ? {} : { collection }),
    ...(project === undefined ? {} : { project }),
    ...(region === undefined ? {} : { region }),
    ...(zone === undefined ? {} : { zone }),
    ...(location === undefined ? {} : { location }),
    global: parts[2] === "global" || parts[0] === "global",
  };
}

/** Properties whose value is the whole name of a resource. */
const WHOLE_NAMES = ["selfLink", "id", "name"];

/** Properties whose value, or the end of it, is the short name of a resource. */
const SHORT_NAMES = ["name", "secretId", "accountId"];

type Seen = Pick<PolicyResource, "type" | "props">;

/** Every text, without a host, by which a reference may name a resource: its whole names and its short ones. */
export function namesOf({ props }: Seen): readonly string[] {
  return [
    ...WHOLE_NAMES.flatMap((key) => knownText(props[key]) ?? []).map((text) => readLink(text).path),
    ...shortNames(props),
  ];
}

/**
 * Tells whether a reference names a resource, by what is known of both: at a preview the cloud has given a new resource
 * no link yet, but its name is known.
 */
export function isNamedBy(resource: Seen, link: Link): boolean {
  const { props } = resource;
  if (link.name === "") {
    return false;
  }
  if (WHOLE_NAMES.some((key) => readLink(knownText(props[key]) ?? "").path === link.path)) {
    return true;
  }
  return (
    shortNames(props).includes(link.name) &&
    (link.collection === undefined || isCollectionOf(link.collection, resource.type)) &&
    agrees(link.project, props.project) &&
    (link.region === undefined || isScopedBy(link.region, props.region)) &&
    (link.zone === undefined || isScopedBy(link.zone, props.zone)) &&
    // The API has locations, and the provider calls some of them regions.
    agrees(link.location, isGiven(props.location) ? props.location : props.region) &&
    !(link.global && (isGiven(props.region) || isGiven(props.zone)))
  );
}

function shortNames(props: Seen["props"]): readonly string[] {
  return SHORT_NAMES.flatMap((key) => knownText(props[key]) ?? []).map(
    (text) => readLink(text).name,
  );
}

/** `networkEndpointGroups` is the collection of `RegionNetworkEndpointGroup` and `GlobalNetworkEndpointGroup`. */
function isCollectionOf(collection: string, type: string): boolean {
  const kind = (type.split(":")[2] ?? "").toLowerCase().replace(/^(region|global)/, "");
  return [`${kind}s`, `${kind}es`, kind.replace(/y$/, "ies")].includes(collection.toLowerCase());
}

function agrees(said: string | undefined, property: unknown): boolean {
  const text = knownText(property);
  return said === undefined || text === undefined || readLink(text).name === said;
}

/** What lies in a region or zone has that property, if only as an unknown; what is global has none. */
function isScopedBy(said: string, property: unknown): boolean {
  return isGiven(property) && agrees(said, property);
}

function isGiven(property: unknown): boolean {
  return property !== undefined && property !== null && property !== "";
}

function knownText(property: unknown): string | undefined {
  return isKnown(property) && typeof property === "string" && property !== ""
    ? property
    : undefined;
}
