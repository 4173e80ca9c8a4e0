import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown } from "../../framework/value";
import { readLink } from "../relation/link";
import type { Relations } from "../relation/relations";

const REGIONAL_GROUP = "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup";

/** What the groups behind a backend service are. */
export interface BackendGroups {
  /** Serverless network endpoint groups of the stack among them. */
  readonly serverless: readonly StackResource[];
  /** Names of those that certainly are something else: instance groups, and endpoint groups of other kinds. */
  readonly others: readonly string[];
  /** Places of which nothing tells what they refer to. */
  readonly untold: readonly Place[];
}

/** Tells whether a type is a backend service, global or regional. */
export function isBackendService(type: string): boolean {
  return (
    type === "gcp:compute/backendService:BackendService" ||
    type === "gcp:compute/regionBackendService:RegionBackendService"
  );
}

/**
 * Reads what the backends of a backend service are. At a preview the links of new groups are unknown, and the dependencies
 * of the whole list stand for each of its entries.
 */
export function backendGroupsOf(service: StackResource, relations: Relations): BackendGroups {
  const list = new Place(service.inputs ?? service.props).at("backends");
  const places = isKnown(list.value)
    ? list.entries().map((backend) => backend.at("group"))
    : [list];
  const serverless = new Set<StackResource>();
  const others = new Set<string>();
  const untold: Place[] = [];
  for (const place of places) {
    const groups = relations.behind(service, place, isGroup).map(({ resource }) => resource);
    if (groups.length === 0 && namesOtherGroup(place)) {
      others.add(readLink(String(place.value)).name);
    } else if (groups.length === 0 || !isTold(groups, places.length)) {
      untold.push(place);
    } else {
      for (const group of groups) {
        isServerless(group) ? serverless.add(group) : others.add(group.name);
      }
    }
  }
  return { serverless: [...serverless], others: [...others], untold };
}

/** Groups of several kinds may all be there in a list of several entries; one entry is only one of them. */
function isTold(groups: readonly StackResource[], entries: number): boolean {
  const kinds = new Set(groups.map(isServerless));
  return !kinds.has(undefined) && kinds.size <= entries;
}

function isGroup(type: string): boolean {
  return /^gcp:compute\/\w*(?:[nN]etworkEndpointGroup|[iI]nstanceGroup(?:Manager)?):/.test(type);
}

/** Only regional endpoint groups can be serverless, and they are unless the program says otherwise. */
function isServerless({ type, inputs, props }: StackResource): boolean | undefined {
  const kind = (inputs ?? props).networkEndpointType;
  if (type !== REGIONAL_GROUP) {
    return false;
  }
  return isKnown(kind) ? (kind ?? "SERVERLESS") === "SERVERLESS" : undefined;
}

/** A group in a zone or of the whole world is no serverless one, and neither is a group of instances. */
function namesOtherGroup({ value }: Place): boolean {
  if (typeof value !== "string") {
    return false;
  }
  const { zone, collection, global } = readLink(value);
  return zone !== undefined || global || collection === "instanceGroups";
}
