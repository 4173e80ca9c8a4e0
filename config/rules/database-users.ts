import { type Problem, problemAt, quote, quoteAll } from "../problem";
import { authenticationOf } from "../stores";
import { databasesOf, type Rule } from "./rule";

/** What a database has by itself. */
interface BuiltIn {
  /** What it belongs to. */
  readonly product: string;
  /** Users that belong to it, and the same in words. */
  readonly user: RegExp;
  readonly words: string;
  /** Databases that are there already. */
  readonly databases: ReadonlySet<string>;
}

const builtIn: Readonly<Record<"cloud-sql" | "alloydb" | "in-cluster", BuiltIn>> = {
  /** https://cloud.google.com/sql/docs/postgres/users */
  "cloud-sql": {
    product: "Cloud SQL",
    user: /^(pg_|cloudsql)/i,
    words: 'names that do not start with "pg_" or "cloudsql"',
    databases: new Set(["postgres", "template0", "template1", "cloudsqladmin"]),
  },
  /**
   * https://cloud.google.com/alloydb/docs/database-users/overview: `postgres` is the initial user, which the
   * program keeps for itself.
   */
  alloydb: {
    product: "AlloyDB",
    user: /^(pg_|alloydb|postgres$)/i,
    words: 'names that do not start with "pg_" or "alloydb", and are not "postgres"',
    databases: new Set(["template0", "template1", "alloydbadmin", "alloydbmetadata"]),
  },
  /** The image creates `postgres`, the superuser, which the program keeps for itself. */
  "in-cluster": {
    product: "PostgreSQL",
    user: /^(pg_|postgres$)/i,
    words: 'names that do not start with "pg_", and are not "postgres"',
    databases: new Set(["postgres", "template0", "template1"]),
  },
};

/** Users fit the way of logging in, and no name is one that the instance keeps for itself. */
export const databaseUsers: Rule = (subject) =>
  databasesOf(subject).flatMap(([key, database]) => {
    const { type = "cloud-sql", users = {}, databases = {} } = database;
    const { product, user: reservedUser, words, databases: present } = builtIn[type];
    const problems: Problem[] = [];
    const userNames = Object.keys(users);
    if (authenticationOf(database) === "iam" && userNames.length > 0) {
      problems.push(
        problemAt(["holdfast:postgres", key, "users"], {
          found: `${quoteAll(userNames)}, with authentication "iam"`,
          allowed: "no users: each service logs in as its own service account",
          action: 'Remove them, or set authentication to "password".',
        }),
      );
    }
    for (const name of userNames.filter((user) => reservedUser.test(user))) {
      problems.push(
        problemAt(["holdfast:postgres", key, "users", name], {
          found: `the user ${quote(name)}, which belongs to ${product}`,
          allowed: words,
          action: "Choose another name.",
        }),
      );
    }
    for (const name of Object.keys(databases).filter((written) => present.has(written))) {
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
