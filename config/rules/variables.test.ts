import { describe } from "vitest";
import { accepts, refuses } from "./table.fixture";
import { variables } from "./variables";

type Raw = Record<string, Record<string, Record<string, unknown>>>;

const backend = (settings: object) => (file: Record<string, unknown>) => {
  Object.assign((file as Raw)["holdfast:services"]?.backend ?? {}, settings);
};
const onGke = (settings: object) => backend({ platform: "gke", ...settings });
const withReports = (use: object) => (file: Record<string, unknown>) => {
  const databases = (file as Raw)["holdfast:postgres"] ?? {};
  databases.reports = { ...databases["main-db"] };
  backend({ uses: { "main-db": { pool: 1 }, reports: { pool: 1, ...use } } })(file);
};

describe("N13: the variables of a service", () => {
  refuses(variables, [
    {
      name: "a variable that a use sets already",
      change: backend({ env: { DATABASE_URL: "postgresql://elsewhere/netra" } }),
      at: ["services.backend.env.DATABASE_URL"],
      says: "uses.main-db.variables.url sets already",
    },
    {
      name: "a variable that is both a secret and a text",
      change: backend({ env: { SIGNING_KEY: "a" } }),
      at: ["services.backend.secrets.SIGNING_KEY"],
    },
    {
      name: "two databases that are told by the same variables",
      change: withReports({}),
      at: ["url", "pool", "overflow", "connectTimeout"].map(
        (fact) => `services.backend.uses.reports.variables.${fact}`,
      ),
    },
    {
      name: "names that Cloud Run sets itself",
      change: backend({ env: { PORT: "1", K_SERVICE: "a", X_GOOGLE_ANY: "b" } }),
      at: ["PORT", "K_SERVICE", "X_GOOGLE_ANY"].map((name) => `services.backend.env.${name}`),
    },
    {
      name: "a variable that is required and set by nothing",
      change: backend({ requires: ["ENVIRONMNT"] }),
      at: ["services.backend.requires[0]"],
      says: '"ENVIRONMENT", which is set',
    },
    {
      name: "a variable that is required and holds nothing but white space",
      change: backend({
        requires: ["REGION", "ENVIRONMENT"],
        env: { REGION: " \t", ENVIRONMENT: "a" },
      }),
      at: ["services.backend.env.REGION"],
      says: "which the service requires",
    },
    {
      name: "a required variable whose secret holds nothing but white space",
      change: (file) => {
        file["holdfast:secrets"]["signing-key"] = { value: " \n" };
        backend({ requires: ["SIGNING_KEY"], secrets: { SIGNING_KEY: "signing-key" } })(file);
      },
      at: ["secrets.signing-key.value"],
      says: 'nothing but white space in "SIGNING_KEY", which the service requires',
    },
    {
      name: "a variable that is required in another case",
      change: backend({ requires: ["environment"] }),
      at: ["services.backend.requires[0]"],
      says: 'write "ENVIRONMENT", which is set',
    },
    {
      name: "a variable from env and from a use, also with the same value",
      change: backend({ env: { DATABASE_POOL_SIZE: "10" } }),
      at: ["services.backend.env.DATABASE_POOL_SIZE"],
      says: "uses.main-db.variables.pool sets already",
    },
    {
      name: "what Cloud Run sets itself, required on GKE",
      change: onGke({ requires: ["K_SERVICE", "PORT"] }),
      at: ["services.backend.requires[0]"],
      says: '"K_SERVICE", which is there on Cloud Run alone',
    },
    {
      name: "names that the cluster sets itself",
      change: onGke({
        env: { PORT: "1", KUBERNETES_SERVICE_HOST: "a", KUBERNETES_PORT_443_TCP: "b" },
      }),
      at: ["PORT", "KUBERNETES_SERVICE_HOST", "KUBERNETES_PORT_443_TCP"].map(
        (name) => `services.backend.env.${name}`,
      ),
      says: "which the stack or the cluster sets itself",
    },
    {
      name: "more text than one ConfigMap holds",
      change: onGke({
        env: Object.fromEntries(
          Array.from({ length: 31 }, (_, index) => [`V${index}`, "x".repeat(32_768)]),
        ),
      }),
      at: ["services.backend.env"],
      says: "since one ConfigMap holds them",
    },
    {
      name: "more variables than Cloud Run takes",
      change: backend({
        env: Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`V${index}`, "1"])),
      }),
      at: ["services.backend"],
      says: "1009 environment variables",
    },
  ]);

  accepts(variables, [
    {
      name: "two databases that are told by variables of their own",
      change: withReports({
        variables: {
          url: "REPORTS_URL",
          pool: "REPORTS_POOL",
          overflow: "REPORTS_OVERFLOW",
          connectTimeout: "REPORTS_TIMEOUT",
        },
      }),
    },
    {
      name: "a variable whose usual name is free because another was chosen",
      change: backend({
        uses: { "main-db": { pool: 1, variables: { url: "PRIMARY_URL" } } },
        env: { DATABASE_URL: "elsewhere" },
        requires: ["PRIMARY_URL"],
      }),
    },
    {
      name: "white space where it is not required, such as for a separator",
      change: backend({ env: { SEPARATOR: " " } }),
    },
    {
      name: "names that only resemble reserved ones",
      change: backend({ env: { PORTS: "1", K_SERVICES: "a" } }),
    },
    {
      name: "as much text as one ConfigMap holds, and more of it on Cloud Run",
      change: (file) => {
        const env = (count: number) =>
          Object.fromEntries(
            Array.from({ length: count }, (_, index) => [`V${index}`, "x".repeat(32_768)]),
          );
        onGke({ env: env(29) })(file);
        file["holdfast:services"].auth.env = env(31);
      },
    },
    {
      name: "a secret of white space that is not required, and one whose value nobody sees here",
      change: (file) => {
        file["holdfast:secrets"].separator = { value: " " };
        backend({
          requires: ["SIGNING_KEY"],
          secrets: { SEPARATOR: "separator", SIGNING_KEY: "signing-key" },
        })(file);
      },
    },
    {
      name: "names of the other platform",
      change: (file) => {
        onGke({ env: { K_SERVICE: "a", X_GOOGLE_ANY: "b" } })(file);
        file["holdfast:services"].auth.env = { KUBERNETES_SERVICE_HOST: "a" };
      },
    },
    {
      name: "what GKE sets itself as a required variable",
      change: onGke({ requires: ["PORT", "KUBERNETES_SERVICE_HOST"] }),
    },
    {
      name: "what Cloud Run sets itself as a required variable",
      change: backend({ requires: ["PORT", "K_SERVICE", "SIGNING_KEY"] }),
    },
    {
      name: "a variable for certificates where the cache has none",
      change: (file) => {
        file["holdfast:redis"].sessions.transitEncryptionMode = "DISABLED";
        backend({ env: { REDIS_CA_CERTIFICATE: "none" } })(file);
      },
    },
  ]);
});
