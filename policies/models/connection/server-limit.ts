import type { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown, Unknown } from "../../framework/value";
import { readCloudSqlInstance } from "../database/cloud-sql";
import { defaultMaxConnections, superuserReserved } from "./connection-limit";
import { type ManagedPooler, readManagedPooler } from "./managed-pooler";

/** What a Cloud SQL instance accepts, and keeps for itself. */
export interface ServerLimit {
  /** Property path of what decides it. */
  readonly path: string;
  readonly maximum: number;
  readonly reserved: number;
  /** Where the maximum comes from, as a phrase: `of the flag max_connections`. */
  readonly source: string;
  /** What to set for a greater maximum, with its value. @default `max_connections` and the maximum */
  readonly raise?: (maximum: number) => string;
  /** The pooler before it, to which clients may connect instead. Absent: there is none of Google's. */
  readonly pooler?: ManagedPooler;
}

/** A limit that nothing here tells. */
export interface UnreadLimit {
  readonly path: string;
  /** Why, as a clause that ends a sentence. */
  readonly reason: string;
}

/** Cloud SQL for MySQL without the flag: https://cloud.google.com/sql/docs/mysql/quotas#fixed-limits. */
const MYSQL_DEFAULTS: Readonly<Record<string, number>> = {
  "db-f1-micro": 250,
  "db-g1-small": 1000,
};
const MYSQL_DEFAULT = 4000;

/** The value of a flag; undefined where the instance does not set it. */
function flagOf(flags: Place, name: string): Place | undefined {
  return flags
    .entries()
    .find((entry) => entry.at("name").value === name)
    ?.at("value");
}

/** The connections that an instance accepts; undefined for what is no server of the program's own. */
export function serverLimitOf(resource: StackResource): ServerLimit | UnreadLimit | undefined {
  const props = resource.inputs ?? resource.props;
  const instance = readCloudSqlInstance({ ...resource, props });
  if (instance === undefined || instance.role === "external" || instance.engine === undefined) {
    return undefined;
  }
  const { engine } = instance;
  const flags = instance.settings.at("databaseFlags");
  const pooler = poolerOf(instance.settings);
  if (!isKnown(flags.value)) {
    return { path: flags.path, reason: flags.value.reason };
  }
  if (!isKnown(engine)) {
    return { path: "databaseVersion", reason: engine.reason };
  }
  if (engine === "SQL Server") {
    return undefined;
  }
  const reserved = engine === "PostgreSQL" ? reservedBy(flags) : 0;
  const flag = flagOf(flags, "max_connections");
  if (flag !== undefined) {
    const maximum = Number(flag.value instanceof Unknown ? Number.NaN : flag.value);
    return Number.isInteger(maximum) && maximum > 0
      ? { path: flag.path, maximum, reserved, source: "of the flag max_connections", ...pooler }
      : { path: flag.path, reason: flag.unknownReason() ?? "is no number" };
  }
  const { tier } = instance;
  if (tier.value instanceof Unknown) {
    return { path: tier.path, reason: tier.value.reason };
  }
  const name = typeof tier.value === "string" ? tier.value : "";
  const maximum =
    engine === "PostgreSQL" ? defaultMaxConnections(name) : (MYSQL_DEFAULTS[name] ?? MYSQL_DEFAULT);
  return maximum === undefined
    ? { path: tier.path, reason: "is no tier whose default of max_connections is known here" }
    : { path: tier.path, maximum, reserved, source: `by default of the tier "${name}"`, ...pooler };
}

function poolerOf(settings: Place): Pick<ServerLimit, "pooler"> {
  const config = settings
    .at("connectionPoolConfigs")
    .entries()
    .find((each) => each.at("connectionPoolingEnabled").value === true);
  return config === undefined
    ? {}
    : {
        pooler: readManagedPooler(
          config,
          (name) => flagOf(config.at("flags"), name),
          settings.at("tier").value,
        ),
      };
}

function reservedBy(flags: Place): number {
  const value = Number(flagOf(flags, "superuser_reserved_connections")?.value ?? superuserReserved);
  return Number.isInteger(value) && value >= 0 ? value : superuserReserved;
}
