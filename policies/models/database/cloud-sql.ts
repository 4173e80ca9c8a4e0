import { Place } from "../../framework/place";
import type { Named } from "../../framework/subject";
import { isKnown, type Value } from "../../framework/value";

/** Type token of a Cloud SQL instance. */
export const CLOUD_SQL_INSTANCE = "gcp:sql/databaseInstance:DatabaseInstance";

/** What a database server speaks. */
export type Engine = "PostgreSQL" | "MySQL" | "SQL Server";

/** The edition of a Cloud SQL instance, which decides the tiers that it may have. */
export type Edition = "ENTERPRISE" | "ENTERPRISE_PLUS";

/**
 * What an instance is to the data in it.
 *
 * - `primary`: it holds the data;
 * - `replica`: it follows another instance, which has the backups;
 * - `external`: it stands for a server outside Cloud SQL.
 */
export type InstanceRole = "primary" | "replica" | "external";

/** A Cloud SQL instance as its policies see it. Each place keeps its property path, and whether it is known. */
export interface CloudSqlInstance {
  readonly role: InstanceRole;
  /** Whether it is made as a copy of another instance, whose settings it takes where it has none of its own. */
  readonly isCopy: boolean;
  /** Undefined where the version is of no engine known here. */
  readonly engine: Value<Engine> | undefined;
  /** The edition that is set, else the one that the version gets; undefined where nothing here tells. */
  readonly edition: Value<Edition> | undefined;
  readonly tier: Place;
  readonly settings: Place;
  readonly deletionProtection: Place;
  readonly deletionPolicy: Place;
  readonly apiDeletionProtection: Place;
  readonly availabilityType: Place;
  readonly backups: Place;
  readonly pointInTimeRecovery: Place;
  readonly binaryLog: Place;
  readonly sslMode: Place;
  /** `requireSsl`, which `sslMode` replaced in version 8 of the provider. */
  readonly requireSsl: Place;
  readonly connectorEnforcement: Place;
  readonly publicAddress: Place;
  readonly privateNetwork: Place;
  /** Private Service Connect: an endpoint in the consumer's own network in place of an address in a peered one. */
  readonly privateServiceConnect: Place;
  /** Values of the networks that may connect to the public address. */
  readonly authorizedNetworks: readonly Place[];
}

/** Reads a Cloud SQL instance; undefined for any other type. */
export function readCloudSqlInstance(resource: Named): CloudSqlInstance | undefined {
  if (resource.type !== CLOUD_SQL_INSTANCE) {
    return undefined;
  }
  const root = new Place(resource.props);
  const settings = root.at("settings");
  const backups = settings.at("backupConfiguration");
  const addresses = settings.at("ipConfiguration");
  const version = root.at("databaseVersion").text();
  return {
    role: roleOf(root),
    isCopy: isSet(root.at("clone")) || isSet(root.at("pointInTimeRestoreContext")),
    engine: isKnown(version) ? engineOf(version) : version,
    edition: editionOf(settings.at("edition"), version),
    tier: settings.at("tier"),
    settings,
    deletionProtection: root.at("deletionProtection"),
    deletionPolicy: root.at("deletionPolicy"),
    apiDeletionProtection: settings.at("deletionProtectionEnabled"),
    availabilityType: settings.at("availabilityType"),
    backups: backups.at("enabled"),
    pointInTimeRecovery: backups.at("pointInTimeRecoveryEnabled"),
    binaryLog: backups.at("binaryLogEnabled"),
    sslMode: addresses.at("sslMode"),
    requireSsl: addresses.at("requireSsl"),
    connectorEnforcement: settings.at("connectorEnforcement"),
    publicAddress: addresses.at("ipv4Enabled"),
    privateNetwork: addresses.at("privateNetwork"),
    privateServiceConnect: addresses.at("pscConfigs"),
    authorizedNetworks: addresses
      .at("authorizedNetworks")
      .entries()
      .map((network) => network.at("value")),
  };
}

/** A name that is not known yet is one all the same. */
function roleOf(root: Place): InstanceRole {
  const type = root.at("instanceType").value;
  if (type === "ON_PREMISES_INSTANCE") {
    return "external";
  }
  const follows =
    isSet(root.at("masterInstanceName")) ||
    type === "READ_REPLICA_INSTANCE" ||
    type === "READ_POOL_INSTANCE";
  return follows ? "replica" : "primary";
}

function isSet({ value }: Place): boolean {
  return value !== undefined && value !== null && value !== "";
}

function engineOf(version: string | undefined): Engine | undefined {
  switch (/^[A-Z]+/.exec(version ?? "")?.[0]) {
    case "POSTGRES":
      return "PostgreSQL";
    case "MYSQL":
      return "MySQL";
    case "SQLSERVER":
      return "SQL Server";
    default:
      return undefined;
  }
}

/**
 * PostgreSQL from 16 on gets Enterprise Plus, before that Enterprise:
 * https://cloud.google.com/sql/docs/postgres/editions-intro. For other engines only what is set counts.
 */
function editionOf(written: Place, version: Value<string> | undefined): Value<Edition> | undefined {
  const { value } = written;
  if (!isKnown(value)) {
    return value;
  }
  if (value === "ENTERPRISE" || value === "ENTERPRISE_PLUS") {
    return value;
  }
  if (!isKnown(version)) {
    return version;
  }
  const major = /^POSTGRES_(\d+)/.exec(version ?? "")?.[1];
  if (major === undefined || isSet(written)) {
    return undefined;
  }
  return Number(major) >= 16 ? "ENTERPRISE_PLUS" : "ENTERPRISE";
}
