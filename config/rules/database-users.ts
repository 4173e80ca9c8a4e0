import { type Problem, problemAt, quote, quoteAll } from "../problem";
import { databasesOf, type Rule } from "./rule";

/** Databases that every instance has already. */
const builtInDatabases = new Set(["postgres", "template0", "template1", "cloudsqladmin"]);
/** Users that belong to PostgreSQL or Cloud SQL: https://cloud.google.com/sql/docs/postgres/users. */
const builtInUser = /^(pg_|cloudsql)/i;

/** Users fit the way of logging in, and no name is one that the instance keeps for itself. */
export const databaseUsers: Rule = (subject) =>
  databasesOf(subject).flatMap(([key, { authentication, users = {}, databases = {} }]) => {
    const problems: Problem[] = [];
    const userNames = Object.keys(users);
    if (authentication === "iam" && userNames.length > 0) {
      problems.push(
        problemAt(["holdfast:postgres", key, "users"], {
          found: `${quoteAll(userNames)}, with authentication "iam"`,
          allowed: "no users: each service logs in as its own service account",
          action: 'Remove them, or set authentication to "password".',
        }),
      );
    }
    for (const name of userNames.filter((user) => builtInUser.test(user))) {
      problems.push(
        problemAt(["holdfast:postgres", key, "users", name], {
          found: `the user ${quote(name)}, which belongs to Cloud SQL`,
          allowed: 'names that do not start with "pg_" or "cloudsql"',
          action: "Choose another name.",
        }),
      );
    }
    for (const name of Object.keys(databases).filter((database) =>
      builtInDatabases.has(database),
    )) {
      problems.push(
        problemAt(["holdfast:postgres", key, "databases", name], {
          found: `the database ${quote(name)}, which every instance has already`,
          allowed: "a name of your own",
          action: "Choose another name.",
        }),
      );
    }
    return problems;
  });
