import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { preparationScript } from "./script";

const aia = { name: "aia", passwordFile: "/passwords/aia" };

describe("the script that prepares a database", () => {
  it("creates what is missing, and brings rights and passwords to what they are to be", () => {
    const script = preparationScript({
      databases: ["aia_production"],
      extensions: ["timescaledb"],
      users: [aia],
      grantees: ["aia"],
    });
    expect(script.split("\n")).toEqual([
      "\\set ON_ERROR_STOP on",
      "\\set VERBOSITY terse",
      "SET log_statement = 'none';",
      "SET log_min_duration_statement = -1;",
      "SET log_min_error_statement = 'panic';",
      "\\set password `cat /passwords/aia`",
      "SELECT format('CREATE ROLE %I', 'aia') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'aia') \\gexec",
      "ALTER ROLE \"aia\" WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';",
      "\\unset password",
      "SELECT format('CREATE DATABASE %I', 'aia_production') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'aia_production') \\gexec",
      'REVOKE ALL ON DATABASE "aia_production" FROM PUBLIC;',
      'GRANT CONNECT, TEMPORARY, CREATE ON DATABASE "aia_production" TO "aia";',
      '\\connect "aia_production"',
      'CREATE EXTENSION IF NOT EXISTS "timescaledb";',
      "REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
      'GRANT USAGE, CREATE ON SCHEMA public TO "aia";',
      "",
    ]);
  });

  it("changes nothing of the server's logging where it sets no password", () => {
    const script = preparationScript({ databases: ["aia"], users: [], grantees: ["aia"] });
    expect(script).not.toMatch(/log_|ALTER ROLE/);
  });

  it("leaves the schema alone where only its owner could change it", () => {
    const script = preparationScript({
      databases: ["aia"],
      users: [],
      grantees: ["aia"],
      schemaRights: false,
    });
    expect(script).not.toContain("SCHEMA");
  });

  it("grants nothing where nobody is to connect yet", () => {
    expect(preparationScript({ databases: ["aia"], users: [], grantees: [] })).not.toMatch(/GRANT/);
  });

  it("keeps every name within its quotes", () => {
    const name = fc.string({ minLength: 1, maxLength: 63 }).filter((text) => !/[\0\n]/.test(text));
    fc.assert(
      fc.property(name, (database) => {
        const script = preparationScript({ databases: [database], users: [], grantees: [] });
        const connect = script.split("\n").find((line) => line.startsWith("\\connect "));
        const quoted = /^\\connect "((?:[^"]|"")*)"$/.exec(connect ?? "")?.[1];
        expect(quoted?.replaceAll('""', '"')).toBe(database);
        expect(script).toContain(`datname = '${database.replaceAll("'", "''")}')`);
      }),
    );
  });
});
