/** What is to be there in a PostgreSQL server before services use it. */
export interface Preparation {
  /** Names of the databases. */
  readonly databases: readonly string[];
  /** Extensions of every database. @default none */
  readonly extensions?: readonly string[];
  /** Users to create, each with the file that holds its password. */
  readonly users: readonly { readonly name: string; readonly passwordFile: string }[];
  /** Roles that may connect to every database and create objects of their own in it. */
  readonly grantees: readonly string[];
  /**
   * Whether rights on the schema `public` are given. Before PostgreSQL 15 everyone has them, and only its owner can
   * take them away.
   * @default true
   */
  readonly schemaRights?: boolean;
}

/** A name as SQL takes it, whatever its letters. */
function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL takes it. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What ends a script at its first error, and keeps passwords out of its messages and of the server's log. */
const preamble = ["\\set ON_ERROR_STOP on", "\\set VERBOSITY terse"];

function userStatements({ name, passwordFile }: Preparation["users"][number]): string[] {
  return [
    `\\set password \`cat ${passwordFile}\``,
    `SELECT format('CREATE ROLE %I', ${literal(name)}) WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${literal(name)}) \\gexec`,
    `ALTER ROLE ${identifier(name)} WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';`,
    "\\unset password",
  ];
}

function databaseStatements(database: string, preparation: Preparation): string[] {
  const { extensions = [], grantees, schemaRights = true } = preparation;
  const to = grantees.map(identifier).join(", ");
  return [
    `SELECT format('CREATE DATABASE %I', ${literal(database)}) WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = ${literal(database)}) \\gexec`,
    `REVOKE ALL ON DATABASE ${identifier(database)} FROM PUBLIC;`,
    ...(to === ""
      ? []
      : [`GRANT CONNECT, TEMPORARY, CREATE ON DATABASE ${identifier(database)} TO ${to};`]),
    `\\connect ${identifier(database)}`,
    ...extensions.map((extension) => `CREATE EXTENSION IF NOT EXISTS ${identifier(extension)};`),
    ...(schemaRights
      ? [
          "REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
          ...(to === "" ? [] : [`GRANT USAGE, CREATE ON SCHEMA public TO ${to};`]),
        ]
      : []),
  ];
}

/**
 * The script for `psql` that creates what is missing of a preparation and brings the rest to what it says. It can run
 * any number of times, and holds no password.
 */
export function preparationScript(preparation: Preparation): string {
  const { users, databases } = preparation;
  return [
    ...preamble,
    // A statement with a password in it is not to be logged, however slow or wrong it is.
    ...(users.length === 0
      ? []
      : [
          "SET log_statement = 'none';",
          "SET log_min_duration_statement = -1;",
          "SET log_min_error_statement = 'panic';",
        ]),
    ...users.flatMap(userStatements),
    ...databases.flatMap((database) => databaseStatements(database, preparation)),
    "",
  ].join("\n");
}
