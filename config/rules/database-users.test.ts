import { databaseUsers } from "./database-users";
import { accepts, refuses } from "./table.fixture";

const database = (settings: object) => (file: Record<string, unknown>) => {
  Object.assign((file["holdfast:postgres"] as Record<string, object>)["main-db"] ?? {}, settings);
};

refuses(databaseUsers, [
  {
    name: "users with passwords where services log in by IAM",
    change: database({ authentication: "iam" }),
    at: ["postgres.main-db.users"],
    says: '"netra", with authentication "iam"',
  },
  {
    name: "users of Cloud SQL",
    change: database({ users: { cloudsqladmin: {}, pg_monitor: {} } }),
    at: ["postgres.main-db.users.cloudsqladmin", "postgres.main-db.users.pg_monitor"],
  },
  {
    name: "a database that is there already",
    change: database({ databases: { postgres: {} } }),
    at: ["postgres.main-db.databases.postgres"],
  },
]);

accepts(databaseUsers, [
  { name: "IAM without users", change: database({ authentication: "iam", users: {} }) },
  { name: "the user postgres", change: database({ users: { postgres: {} } }) },
  { name: "a user that only resembles one", change: database({ users: { pgbouncer: {} } }) },
  {
    name: "a database that only resembles one",
    change: database({ databases: { postgres2: {} } }),
  },
]);
