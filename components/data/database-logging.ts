import type { DatabaseLogging } from "../../config";

/** What a database is to log beside errors, in the units of PostgreSQL. */
export function loggingInputs({ slowStatements, connections }: DatabaseLogging) {
  return { slowStatementsMs: slowStatements && slowStatements.seconds * 1000, connections };
}
