import type { CloudSqlConfiguration } from "../../config";
import { loggingInputs } from "./database-logging";
import type { PostgresArgs } from "./postgres";

/** The arguments of a database that follow from its entry of the stack file. */
export function postgresInputs(
  database: CloudSqlConfiguration,
): Omit<PostgresArgs, "region" | "network"> {
  const { transactionLogRetention, ...backups } = database.backups;
  return {
    instanceName: database.name,
    databaseVersion: database.version,
    edition: database.edition,
    tier: database.tier,
    availabilityType: database.availabilityType,
    maxConnections: database.maxConnections,
    poolSize: database.pooler?.kind === "managed" ? database.pooler.poolSize : undefined,
    diskSizeGb: database.diskSize.gibibytes,
    backups: { ...backups, transactionLogRetentionDays: transactionLogRetention.days },
    maintenance: database.maintenance,
    insights: database.insights,
    logging: loggingInputs(database.logging),
    authentication: database.authentication,
    deletionProtection: database.deletionProtection,
    databases: Object.keys(database.databases),
    users: Object.keys(database.users),
  };
}
