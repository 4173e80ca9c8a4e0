import { problemAt, quoteAll } from "../problem";
import { createdByJob } from "../stores";
import { databasesOfType, type Rule } from "./rule";

/** The databases of AlloyDB that are not there by themselves have something that creates them. */
export const databasePreparation: Rule = (subject) =>
  databasesOfType(subject, "alloydb").flatMap(([key, { databases, preparation, extensions }]) => {
    const created = createdByJob(databases);
    if (created.length > 0 && preparation === undefined) {
      return [
        problemAt(["holdfast:postgres", key, "preparation"], {
          found: `nothing, with the databases ${quoteAll(created)}`,
          allowed:
            "a map with an image that has psql, since the API of AlloyDB creates no databases",
          action: 'Add it, or use the database "postgres" alone.',
        }),
      ];
    }
    const unused = [
      ...(preparation === undefined ? [] : ["preparation"]),
      ...(extensions === undefined || extensions.length === 0 ? [] : ["extensions"]),
    ];
    return databases === undefined || created.length > 0
      ? []
      : unused.map((setting) =>
          problemAt(["holdfast:postgres", key, setting], {
            found: 'a setting that nothing uses, with the database "postgres" alone',
            allowed: "a setting for databases that a job creates",
            action: "Remove it, or declare such a database.",
          }),
        );
  });
