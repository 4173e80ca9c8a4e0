import { accepts, refuses } from "./table.fixture";
import { useSettings } from "./use-settings";

type Raw = Record<string, Record<string, Record<string, unknown>>>;

const uses = (map: object) => (file: Record<string, unknown>) => {
  Object.assign((file as Raw)["holdfast:services"]?.auth ?? {}, { uses: map });
};
const database = (settings: object, map: object) => (file: Record<string, unknown>) => {
  Object.assign((file as Raw)["holdfast:postgres"]?.["main-db"] ?? {}, settings);
  uses(map)(file);
  Object.assign((file as Raw)["holdfast:services"]?.backend ?? {}, { uses: {} });
};
const at = "services.auth.uses";

refuses(useSettings, [
  {
    name: "P7: certificates of a database behind a PgBouncer that has none",
    change: database(
      { pooling: true },
      { "main-db": { pool: 1, variables: { certificateAuthority: "CA" } } },
    ),
    at: [`${at}.main-db.variables.certificateAuthority`],
  },
  {
    name: "a database without a pool",
    change: uses({ "main-db": {} }),
    at: [`${at}.main-db.pool`],
  },
  {
    name: "settings of a database for a cache",
    change: uses({ sessions: { pool: 10, overflow: 5, database: "netra", user: "netra" } }),
    at: ["database", "user", "overflow"].map((setting) => `${at}.sessions.${setting}`),
    says: "of a cache",
  },
  {
    name: "settings of a database for a service",
    change: uses({ backend: { pool: 10 } }),
    at: [`${at}.backend.pool`],
    says: "of a service",
  },
  {
    name: "the form of a URL for a cache and for a service",
    change: uses({ sessions: { urlForm: "jdbc" }, backend: { urlForm: "jdbc" } }),
    at: [`${at}.sessions.urlForm`, `${at}.backend.urlForm`],
    says: "a setting for databases",
  },
  {
    name: "the number of a database of a cache for a database",
    change: uses({ "main-db": { pool: 1, databaseNumber: 1 } }),
    at: [`${at}.main-db.databaseNumber`],
    says: "a setting for caches, of a database",
  },
  {
    name: "variables of facts that the kind does not have",
    change: uses({
      backend: { variables: { host: "AUTH_HOST" } },
      sessions: { variables: { user: "REDIS_USER" } },
    }),
    at: [`${at}.backend.variables.host`, `${at}.sessions.variables.user`],
  },
  {
    name: "a database that the instance does not have",
    change: uses({ "main-db": { pool: 1, database: "netar" } }),
    at: [`${at}.main-db.database`],
    says: 'Write "netra".',
  },
  {
    name: "a user that the instance does not have",
    change: uses({ "main-db": { pool: 1, user: "admin" } }),
    at: [`${at}.main-db.user`],
    says: '"netra"',
  },
  {
    name: "no choice among several databases and users",
    change: database(
      { databases: { one: {}, two: {} }, users: { one: {}, two: {} } },
      { "main-db": { pool: 1 } },
    ),
    at: [`${at}.main-db.database`, `${at}.main-db.user`],
    says: '"one" or "two"',
  },
  {
    name: "a user of an instance without users",
    change: database({ users: {} }, { "main-db": { pool: 1 } }),
    at: [`${at}.main-db.user`],
    says: "Declare the user at postgres.main-db.users.",
  },
  {
    name: "a user and a password with IAM",
    change: database(
      { authentication: "iam", users: {} },
      { "main-db": { pool: 1, user: "netra", variables: { password: "PGPASSWORD" } } },
    ),
    at: [`${at}.main-db.user`, `${at}.main-db.variables.password`],
  },
  {
    name: "the password and certificates of a cache that has neither",
    change: (file) => {
      Object.assign(file["holdfast:redis"].sessions, {
        authEnabled: false,
        transitEncryptionMode: "DISABLED",
      });
      uses({ sessions: { variables: { password: "A", certificateAuthority: "B" } } })(file);
    },
    at: [`${at}.sessions.variables.password`, `${at}.sessions.variables.certificateAuthority`],
  },
]);

accepts(useSettings, [
  {
    name: "P7: certificates of a database behind Google's own pooler",
    change: database(
      { edition: "ENTERPRISE_PLUS", tier: "db-perf-optimized-N-2", pooling: true },
      { "main-db": { pool: 1, variables: { certificateAuthority: "CA" } } },
    ),
  },
  {
    name: "a service that has the name of a property of every object",
    change: (file) => {
      file["holdfast:services"].constructor = file["holdfast:services"].auth;
      file["holdfast:services"].backend.uses = { constructor: {} };
    },
  },
  { name: "the only database and user, not named", change: uses({ "main-db": { pool: 1 } }) },
  {
    name: "the only database and user, named",
    change: uses({ "main-db": { pool: 1, database: "netra", user: "netra" } }),
  },
  {
    name: "IAM without a user",
    change: database({ authentication: "iam", users: {} }, { "main-db": { pool: 1 } }),
  },
  { name: "an optional service", change: uses({ backend: { optional: true } }) },
  {
    name: "the pool of a cache, told",
    change: uses({ sessions: { pool: 5, variables: { pool: "REDIS_POOL" } } }),
  },
  {
    name: "P2: the form of the URL of a database, and what it calls TLS",
    change: uses({
      "main-db": { pool: 1, urlForm: "postgresql+asyncpg", variables: { tls: "PGSSLMODE" } },
    }),
  },
  {
    name: "P2: another database of a cache, and whether it speaks TLS",
    change: uses({
      sessions: { databaseNumber: 15, variables: { database: "REDIS_DB", tls: "REDIS_TLS" } },
    }),
  },
  { name: "the password of a cache", change: uses({ sessions: { variables: { password: "A" } } }) },
  {
    name: "a name that is not declared, which another rule refuses",
    change: uses({ kafka: { pool: 1 } }),
  },
]);
