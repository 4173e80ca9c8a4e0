import { isIPv4 } from "node:net";
import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown } from "../../framework/value";
import { givenIn, type NetworkMap, type NetworkReference, placeIn } from "../network/network-map";
import { ALLOYDB_CLUSTER, ALLOYDB_INSTANCE } from "./alloydb";
import { CLOUD_SQL_INSTANCE, readCloudSqlInstance } from "./cloud-sql";

const REDIS_INSTANCE = "gcp:redis/instance:Instance";
const REDIS_CLUSTER = "gcp:redis/cluster:Cluster";
const VALKEY_INSTANCE = "gcp:memorystore/instance:Instance";

/** A database or cache that has addresses within VPC networks only. */
export interface PrivateServer {
  readonly resource: StackResource;
  /** Property path that names the network. */
  readonly path: string;
  /** The networks in which it can be reached: one, or several of which any does. */
  readonly networks: readonly NetworkReference[];
  /** Whether its address comes from private services access of the network, which must be there first. */
  readonly needsServiceConnection: boolean;
}

const TYPES: ReadonlySet<string> = new Set([
  CLOUD_SQL_INSTANCE,
  ALLOYDB_INSTANCE,
  ALLOYDB_CLUSTER,
  REDIS_INSTANCE,
  REDIS_CLUSTER,
  VALKEY_INSTANCE,
]);

/** Tells by the type alone whether a resource can be such a server, or a part of one. */
export function isServerType(type: string): boolean {
  return TYPES.has(type);
}

/** Reads a server; undefined for any other resource, and for one that is reached in another way as well. */
export function readPrivateServer(
  resource: StackResource,
  networks: NetworkMap,
): PrivateServer | undefined {
  switch (resource.type) {
    case CLOUD_SQL_INSTANCE:
      return cloudSql(resource, networks);
    case ALLOYDB_INSTANCE:
      return alloyDb(resource, networks);
    case REDIS_INSTANCE:
      return redis(resource, networks);
    case REDIS_CLUSTER:
      return withEndpoints(resource, networks, ["pscConfigs"]);
    case VALKEY_INSTANCE:
      return withEndpoints(resource, networks, [
        "desiredAutoCreatedEndpoints",
        "desiredPscAutoConnections",
      ]);
    default:
      return undefined;
  }
}

/** An instance with a public address too is reached from everywhere, one with Private Service Connect by its endpoints. */
function cloudSql(resource: StackResource, networks: NetworkMap): PrivateServer | undefined {
  const props = resource.inputs ?? resource.props;
  const instance = readCloudSqlInstance({ ...resource, props });
  if (
    instance === undefined ||
    instance.role === "external" ||
    instance.publicAddress.flag() !== false ||
    hasEntries(instance.privateServiceConnect)
  ) {
    return undefined;
  }
  const network = networks.networkAt(resource, instance.privateNetwork);
  return network === undefined
    ? undefined
    : {
        resource,
        path: instance.privateNetwork.path,
        networks: [network],
        needsServiceConnection: true,
      };
}

/** The cluster has the network, the instance the address. */
function alloyDb(resource: StackResource, networks: NetworkMap): PrivateServer | undefined {
  const cluster = networks.resourceAt(resource, givenIn(resource, "cluster"), ALLOYDB_CLUSTER);
  const hasPublicAddress = givenIn(resource, "networkConfig", "enablePublicIp").flag() === true;
  if (cluster === undefined || cluster === "several" || hasPublicAddress) {
    return undefined;
  }
  if (givenIn(cluster, "pscConfig", "pscEnabled").flag() === true) {
    return undefined;
  }
  const inputs = new Place(cluster.inputs ?? cluster.props);
  const network = networks.networkAt(cluster, inputs.at("networkConfig", "network"));
  return network === undefined
    ? undefined
    : { resource, path: "cluster", networks: [network], needsServiceConnection: true };
}

function redis(resource: StackResource, networks: NetworkMap): PrivateServer {
  const inputs = new Place(resource.inputs ?? resource.props);
  const place = inputs.at("authorizedNetwork");
  return {
    resource,
    path: place.path,
    // https://cloud.google.com/memorystore/docs/redis/networking: the network "default" where none is named.
    networks: [networks.networkAt(resource, place) ?? networks.networkNamed("default", resource)],
    needsServiceConnection: inputs.at("connectMode").value === "PRIVATE_SERVICE_ACCESS",
  };
}

/** Products that make endpoints of Private Service Connect in the networks that they are given. */
function withEndpoints(
  resource: StackResource,
  networks: NetworkMap,
  keys: readonly string[],
): PrivateServer | undefined {
  const inputs = new Place(resource.inputs ?? resource.props);
  const lists = keys.map((key) => inputs.at(key));
  const found = lists
    .flatMap((list) => (isKnown(list.value) ? list.entries() : [list]))
    .map((entry) => networks.networkAt(resource, entry.at("network")));
  return found.length === 0
    ? undefined
    : {
        resource,
        path: lists.find((list) => list.value !== undefined)?.path ?? "",
        networks: found,
        needsServiceConnection: false,
      };
}

function hasEntries({ value }: Place): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** Lists of endpoints, in which each product puts the addresses in another place. */
const ENDPOINT_LISTS = ["ipAddresses", "discoveryEndpoints", "pscConnections", "endpoints"];

/** The texts by which clients name a server, as far as they are known: addresses, DNS names and the connection name. */
export function namesOfServer(resource: StackResource): readonly string[] {
  const props = new Place(resource.props);
  const known = ["privateIpAddress", "dnsName", "host", "ipAddress", "connectionName"].map(
    (key) => props.at(key).value,
  );
  const parts = ["project", "region", "name"].map((key) => placeIn(resource, key).value);
  const composed =
    resource.type === CLOUD_SQL_INSTANCE && parts.every((part) => typeof part === "string")
      ? [parts.join(":")]
      : [];
  return [...known, ...composed]
    .filter((text): text is string => typeof text === "string" && text !== "")
    .concat(ENDPOINT_LISTS.flatMap((key) => addressesIn(props.at(key).value)));
}

function addressesIn(value: Place["value"]): readonly string[] {
  if (typeof value === "string") {
    return isIPv4(value) ? [value] : [];
  }
  return isKnown(value) && typeof value === "object" && value !== null
    ? Object.values(value).flatMap(addressesIn)
    : [];
}
