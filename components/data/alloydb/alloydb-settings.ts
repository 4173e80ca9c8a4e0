import type * as gcp from "@pulumi/gcp";
import { usualPoolSize } from "../../../config";

/** The days of a week on which a backup is made: all of them. */
const everyDay = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/** How an AlloyDB for PostgreSQL cluster is to run. */
export interface AlloyDbSettings {
  /** Id of the cluster, after which its instances are named. */
  readonly clusterId: string;
  /**
   * Version, `"POSTGRES_14"` to `"POSTGRES_17"`. Raising it upgrades in place, with minutes without the database.
   * Lowering it is refused by the API.
   */
  readonly databaseVersion: string;
  /**
   * Machine type of the primary instance, such as `"n2-highmem-4"`, whose number is that of its vCPU. Changing it is in
   * place, with seconds without the database.
   */
  readonly machineType: string;
  /** The flag `max_connections`, 14 to 262143. Changing it restarts the database. */
  readonly maxConnections: number;
  /** `"REGIONAL"` keeps a standby in a second zone; `"ZONAL"` has none. Changing it is in place. @default "REGIONAL" */
  readonly availabilityType?: "REGIONAL" | "ZONAL";
  /** Nodes that answer reads. Adding creates the pool, removing deletes it. @default none */
  readonly readPool?: {
    /** Number of nodes, 1 to 20. */
    readonly nodes: number;
    /** Machine type of each node. @default that of the primary instance */
    readonly machineType?: string;
  };
  /** Whether services connect to the managed pooler. Changing it interrupts connections. @default false */
  readonly pooling?: boolean;
  /**
   * With pooling, most connections that each pooler opens for one pair of database and user, 1 to 10000. Changing it is
   * in place.
   * @default 50
   */
  readonly poolSize?: number;
  /**
   * Daily backups and point-in-time recovery. Changing them is in place.
   * @default a backup at 03:00 UTC, 14 kept, any moment of the last 14 days
   */
  readonly backups?: {
    /** Whether a backup is made every day. @default true */
    readonly enabled?: boolean;
    /** Number of backups that are kept, 1 to 365. Without backups it does nothing. @default 14 */
    readonly retained?: number;
    /** Hour in UTC at which a backup starts, 0 to 23. Without backups it does nothing. @default 3 */
    readonly hour?: number;
    /** Whether any moment can be restored. @default true */
    readonly pointInTimeRecovery?: boolean;
    /** For how many days, 1 to 35. Without point-in-time recovery it does nothing. @default 14 */
    readonly recoveryWindowDays?: number;
  };
  /** When Google may restart the database. Changing it is in place. @default Sunday at 4 UTC */
  readonly maintenance?: {
    /** Day of the week, in UTC. @default "SUNDAY" */
    readonly day?: string;
    /** Hour of the day in UTC, 0 to 23. @default 4 */
    readonly hour?: number;
  };
  /** Whether Query Insights records queries, their plans and their callers. Changing it is in place. @default true */
  readonly insights?: boolean;
  /**
   * What is logged beside errors. Changing it is in place, without a restart.
   * @default nothing
   */
  readonly logging?: {
    /** Statements that take at least as many milliseconds, with the values in them. @default none */
    readonly slowStatementsMs?: number;
    /** Whether connections and their ends are logged. @default false */
    readonly connections?: boolean;
  };
  /**
   * How clients log in: `"password"`, or `"iam"` for service accounts with tokens as well. Changing it restarts the
   * database.
   * @default "password"
   */
  readonly authentication?: "password" | "iam";
}

type InstanceSettings = Omit<gcp.alloydb.InstanceArgs, "cluster" | "instanceType" | "instanceId">;

/** Number of vCPU of a machine type, which must be said beside it: the number in it. */
function cpuCountOf(machineType: string): number {
  const [, count] = /-([0-9]+)(?:-lssd)?$/.exec(machineType) ?? [];
  return Number(count);
}

/** What all instances of a cluster have alike: a replica accepts no fewer connections than the primary one. */
function commonSettings(settings: AlloyDbSettings, machineType: string): InstanceSettings {
  return {
    machineConfig: { cpuCount: cpuCountOf(machineType), machineType },
    databaseFlags: databaseFlags(settings),
    clientConnectionConfig: { requireConnectors: false, sslConfig: { sslMode: "ENCRYPTED_ONLY" } },
    queryInsightsConfig: insightsConfig(settings.insights ?? true),
    ...(settings.pooling === true && {
      connectionPoolConfig: {
        enabled: true,
        flags: { max_pool_size: String(settings.poolSize ?? usualPoolSize) },
      },
    }),
  };
}

/** The settings of the primary instance. */
export function primarySettings(
  settings: AlloyDbSettings,
): InstanceSettings & { readonly instanceId: string } {
  return {
    instanceId: `${settings.clusterId}-primary`,
    availabilityType: settings.availabilityType ?? "REGIONAL",
    ...commonSettings(settings, settings.machineType),
  };
}

/** The settings of the read pool. */
export function readPoolSettings(
  settings: AlloyDbSettings,
  { nodes, machineType = settings.machineType }: NonNullable<AlloyDbSettings["readPool"]>,
): InstanceSettings {
  return {
    // One node is in one zone, and the API refuses to call that regional.
    availabilityType: nodes === 1 ? "ZONAL" : "REGIONAL",
    readPoolConfig: { nodeCount: nodes },
    ...commonSettings(settings, machineType),
  };
}

/** The settings of the instance that takes over in another region: those of the primary one. */
export function secondarySettings(settings: AlloyDbSettings): InstanceSettings {
  const { instanceId: _, ...secondary } = primarySettings(settings);
  return secondary;
}

function databaseFlags({
  maxConnections,
  authentication,
  logging = {},
}: AlloyDbSettings): Record<string, string> {
  const { slowStatementsMs, connections = false } = logging;
  return {
    ...(authentication === "iam" && { "alloydb.iam_authentication": "on" }),
    max_connections: String(maxConnections),
    ...(slowStatementsMs !== undefined && {
      log_min_duration_statement: String(slowStatementsMs),
    }),
    ...(connections && { log_connections: "on", log_disconnections: "on" }),
  };
}

function insightsConfig(enabled: boolean): InstanceSettings["queryInsightsConfig"] {
  return enabled
    ? {
        queryStringLength: 1024,
        queryPlansPerMinute: 5,
        recordApplicationTags: true,
        recordClientAddress: true,
      }
    : { queryPlansPerMinute: 0, recordApplicationTags: false, recordClientAddress: false };
}

/** What of a cluster concerns its backups and its maintenance. */
export function backupSettings({
  backups = {},
  maintenance = {},
}: AlloyDbSettings): Pick<
  gcp.alloydb.ClusterArgs,
  "automatedBackupPolicy" | "continuousBackupConfig" | "maintenanceUpdatePolicy"
> {
  const enabled = backups.enabled ?? true;
  const continuous = backups.pointInTimeRecovery ?? true;
  return {
    automatedBackupPolicy: {
      enabled,
      ...(enabled && {
        weeklySchedule: { daysOfWeeks: everyDay, startTimes: [{ hours: backups.hour ?? 3 }] },
        quantityBasedRetention: { count: backups.retained ?? 14 },
      }),
    },
    continuousBackupConfig: {
      enabled: continuous,
      ...(continuous && { recoveryWindowDays: backups.recoveryWindowDays ?? 14 }),
    },
    maintenanceUpdatePolicy: {
      maintenanceWindows: [
        {
          day: maintenance.day ?? "SUNDAY",
          startTime: { hours: maintenance.hour ?? 4 },
        },
      ],
    },
  };
}
