import { definePolicy } from "../framework/define-policy";
import { ALLOYDB_CLUSTER, ALLOYDB_INSTANCE } from "../models/database/alloydb";
import { CLOUD_SQL_INSTANCE } from "../models/database/cloud-sql";
import { checkDatabase } from "./check";

const TYPES: ReadonlySet<string> = new Set([CLOUD_SQL_INSTANCE, ALLOYDB_CLUSTER, ALLOYDB_INSTANCE]);

/** Refuses databases that one mistake loses, or that the internet reaches. */
export const databaseProtected = definePolicy({
  id: "database-protected",
  displayName: "Databases are protected",
  description:
    "Refuses a Cloud SQL or AlloyDB database without deletion protection, backups, point-in-time recovery or TLS, with a public address, or with a tier that its edition does not have. " +
    "One change of a shared environment can delete such a database, and nothing brings its data back.",
  severity: "critical",
  remediation:
    "Set what the message names. For a database that may be thrown away, add an exemption with its owner and last day. To delete a database, take its protection off in one update and delete it in the next.",
  incidents: ["N16", "A19"],
  appliesTo: (type) => TYPES.has(type),
  resource: (resource) => checkDatabase(resource, resource.opts.protect),
});
