import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown } from "../../framework/value";
import { isDeclared, type NetworkMap, type NetworkReference } from "./network-map";
import { parseRange, type Range, rangeOf } from "./range";
import { CONNECTOR, GLOBAL_ADDRESS, SUBNETWORK } from "./types";

const CLUSTER = "gcp:container/cluster:Cluster";
const REDIS = "gcp:redis/instance:Instance";

/** A block of addresses that a resource takes of a network. */
export interface DeclaredRange {
  readonly resource: StackResource;
  /** Property path of the block. */
  readonly path: string;
  readonly range: Range;
  readonly network: NetworkReference;
}

/** A block that cannot be read now. */
export interface UnreadRange {
  readonly resource: StackResource;
  readonly path: string;
  readonly reason: string;
}

/** Tells whether a resource can take a block of a network. */
export function takesRange(type: string): boolean {
  return READERS.has(type);
}

/** The blocks that the program itself writes, and those that it takes from what is not known yet. */
export function rangesOf(
  resource: StackResource,
  networks: NetworkMap,
): readonly (DeclaredRange | UnreadRange)[] {
  const read = READERS.get(resource.type);
  if (read === undefined || !isDeclared(resource)) {
    return [];
  }
  const { network, blocks } = read(resource);
  const reference = networks.networkAt(resource, network);
  return blocks.flatMap(({ place, prefix }): readonly (DeclaredRange | UnreadRange)[] => {
    const text = place.text();
    if (text === undefined || text === "") {
      return [];
    }
    if (!isKnown(text)) {
      return [{ resource, path: place.path, reason: text.reason }];
    }
    const range = prefix === undefined ? cidr(text) : rangeOf(text, prefix);
    return range === undefined ? [] : [{ resource, path: place.path, range, network: reference }];
  });
}

interface Block {
  readonly place: Place;
  /** The length of the prefix where it stands in a property of its own. */
  readonly prefix?: number;
}

type Reader = (resource: StackResource) => {
  readonly network: Place;
  readonly blocks: readonly Block[];
};

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    SUBNETWORK,
    (resource) => ({
      network: given(resource, "network"),
      blocks: [
        given(resource, "ipCidrRange"),
        ...given(resource, "secondaryIpRanges")
          .entries()
          .map((entry) => entry.at("ipCidrRange")),
      ].map((place) => ({ place })),
    }),
  ],
  [
    CONNECTOR,
    (resource) => ({
      network: given(resource, "network"),
      blocks: [{ place: given(resource, "ipCidrRange") }],
    }),
  ],
  [
    GLOBAL_ADDRESS,
    (resource) => {
      const prefix = given(resource, "prefixLength").value;
      const isPeering = given(resource, "purpose").value === "VPC_PEERING";
      return {
        network: given(resource, "network"),
        blocks:
          isPeering && typeof prefix === "number"
            ? [{ place: given(resource, "address"), prefix }]
            : [],
      };
    },
  ],
  [
    CLUSTER,
    (resource) => ({
      network: given(resource, "network"),
      blocks: [
        given(resource, "privateClusterConfig", "masterIpv4CidrBlock"),
        given(resource, "ipAllocationPolicy", "clusterIpv4CidrBlock"),
        given(resource, "ipAllocationPolicy", "servicesIpv4CidrBlock"),
      ].map((place) => ({ place })),
    }),
  ],
  [
    REDIS,
    (resource) => ({
      network: given(resource, "authorizedNetwork"),
      blocks: [{ place: given(resource, "reservedIpRange") }],
    }),
  ],
]);

/** What the program writes: what the provider chooses by itself is disjoint. */
function given(resource: StackResource, ...keys: readonly string[]): Place {
  return new Place(resource.inputs ?? {}).at(...keys);
}

/** A block with its length; the name of a range or a length alone, which some properties take too, is none. */
function cidr(text: string): Range | undefined {
  return text.includes("/") ? parseRange(text) : undefined;
}
