import type * as gcp from "@pulumi/gcp";
import { weekdays } from "../../config";

/** How a Cloud SQL for PostgreSQL instance is to run. */
export interface PostgresSettings {
  /**
   * Edition: `"ENTERPRISE"` or `"ENTERPRISE_PLUS"`. It decides which tiers there are, and what Cloud SQL takes
   * when none is given differs by version. Changing it is in place, with a short time without the database.
   */
  readonly edition: "ENTERPRISE" | "ENTERPRISE_PLUS";
  /** Machine type of the edition, such as `"db-custom-4-15360"`. Changing it restarts the database. */
  readonly tier: string;
  /**
   * The flag `max_connections`, 14 to 262143. It is pinned because the default moves with the tier.
   * Changing it restarts the database.
   */
  readonly maxConnections: number;
  /**
   * Puts the managed pooler before the database, at port 6432: most connections that each pooler opens for one pair of
   * database and user, 1 to 10000. Only with `"ENTERPRISE_PLUS"`. Adding or removing it restarts the database; changing
   * it is in place.
   * @default no pooler
   */
  readonly poolSize?: number;
  /**
   * `"REGIONAL"` keeps a standby in a second zone and needs backups with point-in-time recovery; `"ZONAL"` has
   * none. Changing it is in place.
   * @default "REGIONAL"
   */
  readonly availabilityType?: "REGIONAL" | "ZONAL";
  /**
   * Size of the disk at its creation in GB, 10 to 65536. It grows by itself when it fills up.
   * Changing it does nothing to an instance that exists.
   * @default 20
   */
  readonly diskSizeGb?: number;
  /**
   * Daily backups and point-in-time recovery. Changing them is in place, except that turning point-in-time
   * recovery on restarts the database.
   * @default a backup at 03:00 UTC, 7 kept, any moment of the last 7 days
   */
  readonly backups?: {
    /** Whether a backup is made every day. Must be true with `"REGIONAL"`. @default true */
    readonly enabled?: boolean;
    /** Number of backups that are kept, 1 to 365. Lowering deletes the oldest. Without backups it does nothing. @default 7 */
    readonly retained?: number;
    /** When a backup may start, `"HH:MM"` in UTC. Without backups it does nothing. @default "03:00" */
    readonly startTime?: string;
    /** Whether any moment can be restored. Must be true with `"REGIONAL"`. @default true */
    readonly pointInTimeRecovery?: boolean;
    /**
     * For how many days, 1 to 7, or 35 with `"ENTERPRISE_PLUS"`. Without point-in-time recovery it does nothing.
     * @default 7
     */
    readonly transactionLogRetentionDays?: number;
  };
  /**
   * The hour in which Google may restart the database. Changing it is in place.
   * @default Sunday at 4 UTC on the track "stable"
   */
  readonly maintenance?: {
    /** Day of the week, in UTC. @default "SUNDAY" */
    readonly day?: (typeof weekdays)[number];
    /** Hour of the day in UTC, 0 to 23. @default 4 */
    readonly hour?: number;
    /** `"canary"` comes one week after the notice, `"stable"` two, `"week5"` five. @default "stable" */
    readonly updateTrack?: "canary" | "stable" | "week5";
  };
  /**
   * Whether Query Insights records queries, their plans and their callers. Changing it is in place.
   * @default true
   */
  readonly insights?: boolean;
  /**
   * What is logged beside errors. Changing it is in place, without a restart.
   * @default nothing
   */
  readonly logging?: {
    /**
     * Statements that take at least as many milliseconds, 0 to 2147483647, with the values in them: who may read
     * the logs then reads those. @default none
     */
    readonly slowStatementsMs?: number;
    /** Whether connections and their ends are logged. @default false */
    readonly connections?: boolean;
  };
  /**
   * How clients log in: `"password"`, or `"iam"` for service accounts with tokens as well (their users are
   * made by {@link PostgresIamUser}). Changing it restarts the database.
   * @default "password"
   */
  readonly authentication?: "password" | "iam";
}

/** The `settings` of the instance, without what concerns its network and its deletion. */
export function instanceSettings(
  settings: PostgresSettings,
): Omit<gcp.types.input.sql.DatabaseInstanceSettings, "ipConfiguration"> {
  return {
    edition: settings.edition,
    tier: settings.tier,
    availabilityType: settings.availabilityType ?? "REGIONAL",
    diskType: "PD_SSD",
    diskSize: settings.diskSizeGb ?? 20,
    diskAutoresize: true,
    databaseFlags: databaseFlags(settings),
    ...(settings.poolSize !== undefined && {
      connectionPoolConfigs: [
        {
          connectionPoolingEnabled: true,
          flags: [{ name: "max_pool_size", value: String(settings.poolSize) }],
        },
      ],
    }),
    backupConfiguration: backupConfiguration(settings.backups),
    // The last backup before a deletion, and those before it, outlive the instance.
    retainBackupsOnDelete: true,
    finalBackupConfig: { enabled: true, retentionDays: 30 },
    maintenanceWindow: maintenanceWindow(settings.maintenance),
    insightsConfig: insightsConfig(settings.insights ?? true),
  };
}

function databaseFlags({ maxConnections, authentication, logging = {} }: PostgresSettings) {
  const { slowStatementsMs, connections = false } = logging;
  return [
    ...(authentication === "iam" ? [{ name: "cloudsql.iam_authentication", value: "on" }] : []),
    { name: "max_connections", value: String(maxConnections) },
    // PostgreSQL takes all three without a restart: https://www.postgresql.org/docs/current/runtime-config-logging.html
    ...(slowStatementsMs === undefined
      ? []
      : [{ name: "log_min_duration_statement", value: String(slowStatementsMs) }]),
    ...(connections
      ? [
          { name: "log_connections", value: "on" },
          { name: "log_disconnections", value: "on" },
        ]
      : []),
  ];
}

/** Without what belongs to backups or logs that are not kept: the instance keeps what it had. */
function backupConfiguration(backups: PostgresSettings["backups"] = {}) {
  const enabled = backups.enabled ?? true;
  const pointInTimeRecoveryEnabled = backups.pointInTimeRecovery ?? true;
  return {
    enabled,
    ...(enabled && {
      startTime: backups.startTime ?? "03:00",
      backupRetentionSettings: { retainedBackups: backups.retained ?? 7, retentionUnit: "COUNT" },
    }),
    pointInTimeRecoveryEnabled,
    ...(pointInTimeRecoveryEnabled && {
      transactionLogRetentionDays: backups.transactionLogRetentionDays ?? 7,
    }),
  };
}

function maintenanceWindow(maintenance: PostgresSettings["maintenance"] = {}) {
  return {
    day: weekdays.indexOf(maintenance.day ?? "SUNDAY") + 1,
    hour: maintenance.hour ?? 4,
    updateTrack: maintenance.updateTrack ?? "stable",
  };
}

function insightsConfig(enabled: boolean) {
  return enabled
    ? {
        queryInsightsEnabled: true,
        queryStringLength: 1024,
        queryPlansPerMinute: 5,
        recordApplicationTags: true,
        recordClientAddress: true,
      }
    : { queryInsightsEnabled: false };
}
