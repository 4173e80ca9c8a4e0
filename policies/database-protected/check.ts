import type { Finding } from "../framework/finding";
import type { Named } from "../framework/subject";
import { readAlloyDbCluster, readAlloyDbInstance } from "../models/database/alloydb";
import { readCloudSqlInstance } from "../models/database/cloud-sql";
import { checkAlloyDbCluster, checkAlloyDbInstance } from "./alloydb";
import { checkCloudSqlInstance } from "./cloud-sql";

/**
 * What is wrong with the protection of one database.
 *
 * @param protect Whether the program sets the resource option of that name.
 */
export function checkDatabase(resource: Named, protect: boolean): readonly Finding[] {
  const instance = readCloudSqlInstance(resource);
  if (instance !== undefined) {
    return checkCloudSqlInstance(instance, protect);
  }
  const cluster = readAlloyDbCluster(resource);
  if (cluster !== undefined) {
    return checkAlloyDbCluster(cluster, protect);
  }
  const alloyDbInstance = readAlloyDbInstance(resource);
  return alloyDbInstance === undefined ? [] : checkAlloyDbInstance(alloyDbInstance);
}
