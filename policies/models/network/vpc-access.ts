import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown, type Value } from "../../framework/value";
import { readLink } from "../relation/link";
import {
  compareNetworks,
  givenIn,
  type KnownNetwork,
  type NetworkMap,
  type NetworkReference,
  regionIn,
} from "./network-map";
import { CONNECTOR } from "./types";

/** The way of a Cloud Run workload into a VPC network. */
export type VpcAccess =
  | { readonly is: "none"; readonly path: string }
  | { readonly is: "unknown"; readonly path: string; readonly reason: string }
  | VpcWay;

/** A way that leads into a network, as far as that is known. */
export interface VpcWay {
  readonly is: "way";
  readonly by: "connector" | "direct";
  /** Property path of the connector, or of the interface's network or subnetwork. */
  readonly path: string;
  /** Region of the connector or the subnetwork; undefined where nothing says it. */
  readonly region?: Value<string>;
  readonly network: NetworkReference;
  /** The subnetwork in whose range the traffic starts, if the stack has it. */
  readonly subnetwork?: StackResource;
  /** Whether a connector makes a subnetwork for itself, which nothing else can name. */
  readonly isHidden: boolean;
}

/** How a kind of Cloud Run resource spells its VPC access. */
interface Layout {
  /** Where the block is, or the annotations of v1. */
  readonly block: readonly string[];
  readonly isAnnotated: boolean;
}

const LAYOUTS: ReadonlyMap<string, Layout> = new Map([
  [
    "gcp:cloudrun/service:Service",
    { block: ["template", "metadata", "annotations"], isAnnotated: true },
  ],
  ["gcp:cloudrunv2/service:Service", { block: ["template", "vpcAccess"], isAnnotated: false }],
  ["gcp:cloudrunv2/job:Job", { block: ["template", "template", "vpcAccess"], isAnnotated: false }],
  [
    "gcp:cloudrunv2/workerPool:WorkerPool",
    { block: ["template", "vpcAccess"], isAnnotated: false },
  ],
]);

const ANNOTATIONS = {
  connector: "run.googleapis.com/vpc-access-connector",
  egress: "run.googleapis.com/vpc-access-egress",
  interfaces: "run.googleapis.com/network-interfaces",
} as const;

/** Tells whether a type is a Cloud Run workload, which reaches a network through its VPC access only. */
export function hasVpcAccess(type: string): boolean {
  return LAYOUTS.has(type);
}

/** The setting that says which traffic of a workload takes its VPC access. */
export function egressOf(resource: StackResource): Place {
  const layout = LAYOUTS.get(resource.type);
  if (layout === undefined) {
    return new Place(undefined);
  }
  const block = givenIn(resource, ...layout.block);
  return layout.isAnnotated ? annotation(block, "egress") : block.at("egress");
}

/** Tells whether a known value of that setting sends all traffic into the network. */
export function isAllTraffic(egress: Place["value"]): boolean {
  return egress === "ALL_TRAFFIC" || egress === "all-traffic" || egress === "all";
}

/** The way of a workload into a network. */
export function vpcAccessOf(resource: StackResource, networks: NetworkMap): VpcAccess {
  const layout = LAYOUTS.get(resource.type);
  if (layout === undefined) {
    return { is: "none", path: "" };
  }
  const block = givenIn(resource, ...layout.block);
  if (!isKnown(block.value)) {
    return { is: "unknown", path: block.path, reason: block.value.reason };
  }
  const connector = layout.isAnnotated ? annotation(block, "connector") : block.at("connector");
  if (isGiven(connector)) {
    return byConnector(resource, connector, networks);
  }
  const interfaces = layout.isAnnotated
    ? parsedInterfaces(annotation(block, "interfaces"))
    : block.at("networkInterfaces");
  const [first] = interfaces.entries();
  if (first !== undefined) {
    return byInterface(resource, first, networks);
  }
  if (!isKnown(interfaces.value)) {
    return byInterface(resource, interfaces, networks);
  }
  return {
    is: "none",
    path: layout.isAnnotated ? annotation(block, "connector").path : block.path,
  };
}

function byConnector(resource: StackResource, place: Place, networks: NetworkMap): VpcAccess {
  const { path, value } = place;
  const found = networks.resourceAt(resource, place, CONNECTOR);
  if (found === "several") {
    return { is: "unknown", path, reason: "may be one of several connectors of this program" };
  }
  if (found === undefined) {
    if (typeof value !== "string") {
      return { is: "unknown", path, reason: isKnown(value) ? "is no text" : value.reason };
    }
    const { location } = readLink(value);
    return {
      is: "way",
      by: "connector",
      path,
      ...(location === undefined ? {} : { region: location }),
      network: {
        is: "unknown",
        path,
        reason: "names a connector that this program does not declare",
      },
      isHidden: false,
    };
  }
  const network = networks.networkAt(found, givenIn(found, "network"));
  const subnetwork = networks.subnetworkAt(found, givenIn(found, "subnet", "name"));
  const region = regionIn(found);
  return {
    is: "way",
    by: "connector",
    path,
    ...(region === undefined ? {} : { region }),
    network: at(path, subnetwork === undefined ? network : subnetwork.network),
    ...(subnetwork?.resource === undefined ? {} : { subnetwork: subnetwork.resource }),
    isHidden: subnetwork === undefined && isGiven(givenIn(found, "ipCidrRange")),
  };
}

function byInterface(resource: StackResource, place: Place, networks: NetworkMap): VpcAccess {
  const network = networks.networkAt(resource, place.at("network"));
  const subnetwork = networks.subnetworkAt(resource, place.at("subnetwork"));
  const path = place.at(subnetwork === undefined ? "network" : "subnetwork").path;
  if (network === undefined && subnetwork === undefined) {
    return { is: "unknown", path: place.path, reason: "names neither a network nor a subnetwork" };
  }
  return {
    is: "way",
    by: "direct",
    path,
    ...(subnetwork?.region === undefined ? {} : { region: subnetwork.region }),
    network: network?.is === "known" ? network : (subnetwork?.network ?? network),
    ...(subnetwork?.resource === undefined ? {} : { subnetwork: subnetwork.resource }),
    isHidden: false,
  };
}

/** The path of what is judged stands in the workload, whatever it is that cannot be read. */
function at(path: string, network: NetworkReference): NetworkReference {
  return network?.is === "unknown"
    ? {
        is: "unknown",
        path,
        reason: `leads to a connector whose network cannot be told: ${network.path} ${network.reason}`,
      }
    : network;
}

/** An annotation, with the path that a program writes. */
function annotation(annotations: Place, kind: keyof typeof ANNOTATIONS): Place {
  if (!isKnown(annotations.value)) {
    return annotations;
  }
  const key = ANNOTATIONS[kind];
  return new Place(annotations.at(key).value, `${annotations.path}["${key}"]`);
}

/** The network interfaces of v1 are a list as JSON. A text that is none is what Cloud Run refuses by itself. */
function parsedInterfaces(place: Place): Place {
  const { value, path } = place;
  if (typeof value !== "string") {
    return place;
  }
  try {
    return new Place(JSON.parse(value), path);
  } catch {
    return new Place(undefined, path);
  }
}

function isGiven({ value }: Place): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** Compares the network that a way leads into with another one. */
export function leadsInto(way: VpcWay, network: KnownNetwork): "same" | "different" | "unknown" {
  return way.network?.is === "known" ? compareNetworks(way.network, network) : "unknown";
}
