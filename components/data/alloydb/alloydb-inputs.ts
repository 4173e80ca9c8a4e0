import type { AlloyDbConfiguration } from "../../../config";
import { loggingInputs } from "../database-logging";
import type { AlloyDbArgs } from "./alloydb";

/** The arguments of a database that follow from its entry of the stack file. */
export function alloyDbInputs(
  database: AlloyDbConfiguration,
): Omit<AlloyDbArgs, "region" | "network" | "preparation"> {
  const { recoveryWindow, ...backups } = database.backups;
  return {
    clusterId: database.name,
    databaseVersion: database.version,
    machineType: database.machineType,
    availabilityType: database.availabilityType,
    readPool: database.readPool,
    secondaryRegion: database.secondaryRegion,
    maxConnections: database.maxConnections,
    pooling: database.pooling,
    poolSize: database.pooler?.poolSize,
    backups: { ...backups, recoveryWindowDays: recoveryWindow.days },
    maintenance: database.maintenance,
    insights: database.insights,
    logging: loggingInputs(database.logging),
    authentication: database.authentication,
    deletionProtection: database.deletionProtection,
    databases: Object.keys(database.databases),
    users: Object.keys(database.users),
  };
}
