import { nearest } from "../nearest";
import { problemAt, quote, quoteAll } from "../problem";
import { databasesOf, type Rule } from "./rule";

/** Measurements are of one database of the stack, which is named where there are several. */
export const verifyInfrastructure: Rule = (subject) => {
  const infrastructure = subject.file["holdfast:verify"]?.infrastructure;
  if (infrastructure === undefined) return [];
  const names = databasesOf(subject).map(([name]) => name);
  const { database } = infrastructure;
  if (database === undefined ? names.length <= 1 : names.includes(database)) return [];
  const meant = database === undefined ? undefined : nearest(database, names);
  return [
    problemAt(["holdfast:verify", "infrastructure", "database"], {
      found:
        database === undefined
          ? "nothing, with several databases"
          : `${quote(database)}, which is not declared`,
      allowed:
        names.length === 0
          ? "a database of holdfast:postgres; there is none"
          : quoteAll(names, "or"),
      action:
        meant === undefined ? "Name the database that is measured." : `Write ${quote(meant)}.`,
    }),
  ];
};
