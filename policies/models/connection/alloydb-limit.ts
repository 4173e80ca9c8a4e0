import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown, Unknown } from "../../framework/value";
import { ALLOYDB_INSTANCE } from "../database/alloydb";
import { superuserReserved } from "./connection-limit";
import { readManagedPooler } from "./managed-pooler";
import type { ServerLimit, UnreadLimit } from "./server-limit";

/** What `max_connections` is where the flag is not set: https://cloud.google.com/alloydb/docs/reference/database-flags. */
const DEFAULT = 1000;

/** The connections that an AlloyDB instance accepts, all nodes of a read pool together; undefined for any other resource. */
export function alloyDbLimitOf(resource: StackResource): ServerLimit | UnreadLimit | undefined {
  if (resource.type !== ALLOYDB_INSTANCE) {
    return undefined;
  }
  const root = new Place(resource.inputs ?? resource.props);
  const flags = root.at("databaseFlags");
  const flag = flags.at("max_connections");
  const nodes = root.at("readPoolConfig", "nodeCount");
  for (const place of [flag, nodes]) {
    if (place.value instanceof Unknown) {
      return { path: place.path, reason: place.value.reason };
    }
  }
  const isSet = flag.value !== undefined && flag.value !== null && flag.value !== "";
  const each = isSet ? Number(flag.value) : DEFAULT;
  if (!Number.isInteger(each) || each < 1) {
    return { path: flag.path, reason: "is no number" };
  }
  const count = typeof nodes.value === "number" ? nodes.value : 1;
  const reserved = reservedBy(flags);
  const source = isSet ? "of the flag max_connections" : "by default of AlloyDB";
  return {
    path: isSet ? flag.path : "databaseFlags",
    maximum: each * count,
    reserved: reserved * count,
    source: count === 1 ? source : `${each} ${source}, of each of ${count} nodes`,
    ...poolerOf(root),
  };
}

function poolerOf(root: Place): Pick<ServerLimit, "pooler"> {
  const config = root.at("connectionPoolConfig");
  return config.at("enabled").flag() === true
    ? {
        pooler: readManagedPooler(
          config,
          (name) => config.at("flags").at(name),
          root.at("machineConfig", "cpuCount").value,
        ),
      }
    : {};
}

function reservedBy(flags: Place): number {
  const { value } = flags.at("superuser_reserved_connections");
  const number = isKnown(value) && value !== undefined ? Number(value) : superuserReserved;
  return Number.isInteger(number) && number >= 0 ? number : superuserReserved;
}
