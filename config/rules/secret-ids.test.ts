import type { Raw } from "../stack-file.fixture";
import { secretIds } from "./secret-ids";
import { accepts, refuses } from "./table.fixture";

/** Two services, each with one use of the database as one of these databases and users. */
const logins = (...pairs: readonly (readonly [database: string, user: string])[]) => {
  return ({ "holdfast:postgres": postgres, "holdfast:services": services }: Raw) => {
    const entries = (index: 0 | 1) => Object.fromEntries(pairs.map((pair) => [pair[index], {}]));
    Object.assign(postgres["main-db"], { databases: entries(0), users: entries(1) });
    const uses = pairs.map(([database, user]) => ({ "main-db": { pool: 1, database, user } }));
    [services.auth.uses, services.backend.uses] = uses;
  };
};
const declared = (...names: readonly string[]) => {
  return ({ "holdfast:secrets": secrets }: Raw) => {
    for (const name of names) {
      secrets[name] = { generate: {} };
    }
  };
};

refuses(secretIds, [
  {
    name: "two logins whose names run together",
    change: logins(["a-b", "c"], ["a", "b-c"]),
    at: ["services.auth.uses.main-db.variables.url"],
    says: '"main-db-a-b-c-url", the id of the one of services.backend.uses.main-db.variables.url',
  },
  {
    name: "a cache whose name runs together with a login",
    change: (file) => {
      file["holdfast:redis"]["main-db-netra-netra"] = file["holdfast:redis"].sessions;
      file["holdfast:services"].auth.uses = { "main-db-netra-netra": {} };
    },
    at: ["services.auth.uses.main-db-netra-netra.variables.url"],
  },
  {
    name: "the password of a cache that is named like a login",
    change: (file) => {
      file["holdfast:redis"]["main-db-netra"] = file["holdfast:redis"].sessions;
      const told = { variables: { password: "REDIS_PASSWORD" } };
      file["holdfast:services"].auth.uses = { "main-db-netra": told };
      file["holdfast:services"].backend.uses["main-db"].variables = { password: "PGPASSWORD" };
    },
    at: ["services.auth.uses.main-db-netra.variables.password"],
  },
  {
    name: "P2: the declared secret that has the id of a URL in another form",
    change: (file) => {
      declared("main-db-netra-netra-url-postgresql-asyncpg")(file);
      file["holdfast:services"].auth.uses = {
        "main-db": { pool: 1, urlForm: "postgresql+asyncpg" },
      };
    },
    at: ["secrets.main-db-netra-netra-url-postgresql-asyncpg"],
  },
  {
    name: "the declared secret that has the id of a URL for another database of a cache",
    change: (file) => {
      declared("sessions-url-1")(file);
      file["holdfast:services"].auth.uses = { sessions: { databaseNumber: 1 } };
    },
    at: ["secrets.sessions-url-1"],
  },
  {
    name: "the declared secret that has the id of a credential",
    change: declared("main-db-netra-netra-url"),
    at: ["secrets.main-db-netra-netra-url"],
    says: "what services.backend.uses.main-db.variables.url needs",
  },
  {
    name: "a secret from elsewhere that has the id of a credential",
    change: (file) => {
      file["holdfast:secrets"]["sessions-url"] = { existing: { version: 1 } };
    },
    at: ["secrets.sessions-url"],
  },
  {
    name: "the declared secret that has the id of the one for the project's number",
    change: (file) => {
      declared("services-project-number")(file);
      file["holdfast:services"].backend.uses.auth.optional = true;
    },
    at: ["secrets.services-project-number"],
    says: "what services.backend.uses.auth needs",
  },
  {
    name: "one collision once, however many services share it",
    change: (file) => {
      logins(["a-b", "c"], ["a", "b-c"])(file);
      file["holdfast:services"].third = file["holdfast:services"].auth;
      file["holdfast:services"].fourth = file["holdfast:services"].backend;
    },
    at: ["services.auth.uses.main-db.variables.url"],
  },
]);

accepts(secretIds, [
  {
    name: "services that share a credential",
    change: (file) => {
      file["holdfast:services"].auth.uses = { "main-db": { pool: 1 }, sessions: {} };
    },
  },
  {
    name: "P2: one database of which two services are told in two forms",
    change: ({ "holdfast:services": services }) => {
      services.auth.uses = { "main-db": { pool: 1, urlForm: "jdbc" } };
    },
  },
  { name: "two logins of one database", change: logins(["netra", "app"], ["netra", "reader"]) },
  {
    name: "declared secrets with ids that no credential has",
    change: declared("sessions-password", "main-db-url", "services-project-number"),
  },
  {
    name: "a secret with the id of a credential that no service is told",
    change: (file) => {
      declared("sessions-url")(file);
      delete file["holdfast:services"].backend.uses.sessions;
    },
  },
  {
    name: "a secret with the id of a password where services log in by IAM",
    change: (file) => {
      declared("main-db-netra-netra-url")(file);
      Object.assign(file["holdfast:postgres"]["main-db"], { authentication: "iam", users: {} });
    },
  },
  {
    name: "names that run together of a login that is not clear, which another rule refuses",
    change: (file) => {
      logins(["a-b", "c"], ["a", "b-c"])(file);
      file["holdfast:services"].auth.uses = { "main-db": { pool: 1 } };
    },
  },
]);
