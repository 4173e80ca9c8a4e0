import { UNKNOWN } from "../../testing/policy-case";
import { planned } from "../network/program.fixture";

/** Variables with literal values, in the spelling of Cloud Run. */
export function envs(variables: Readonly<Record<string, unknown>>): object[] {
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

/** The address of a database that is not there yet. */
export const hostOfDatabase = { name: "DB_HOST", value: UNKNOWN };

/** What a service of these programs is made of. */
export interface ServiceParts {
  readonly name?: string;
  /** Literal variables. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Scaling of the revision. */
  readonly scaling?: unknown;
  /** Further parts of the template. */
  readonly template?: object;
  /** Further parts of the main container. */
  readonly container?: object;
  /** Further inputs of the service. */
  readonly more?: object;
  /** Databases and other resources that the template is made from. */
  readonly from?: readonly string[];
}

/** A Cloud Run service with a pool of 10 + 15 and up to 4 instances that is told of the database `db`. */
export function pooled(parts: ServiceParts = {}) {
  const {
    name = "api",
    variables = { DB_POOL_SIZE: "10", DB_MAX_OVERFLOW: "15" },
    scaling = { maxInstanceCount: 4 },
    from = ["db"],
  } = parts;
  return planned(
    "gcp:cloudrunv2/service:Service",
    name,
    {
      name,
      location: "europe-west1",
      template: {
        scaling,
        containers: [
          {
            image: "api:1.0.0",
            envs: [...envs(variables), ...(from.length === 0 ? [] : [hostOfDatabase])],
            ...parts.container,
          },
        ],
        ...parts.template,
      },
      ...parts.more,
    },
    { template: from },
  );
}

/** A Cloud SQL for PostgreSQL instance; by default of a tier with 500 connections. */
export function postgres(settings: object = {}, more: object = {}, name = "db") {
  return planned("gcp:sql/databaseInstance:DatabaseInstance", name, {
    databaseVersion: "POSTGRES_16",
    settings: { edition: "ENTERPRISE", tier: "db-custom-4-15360", ...settings },
    ...more,
  });
}

/** The flag that pins the connections of an instance. */
export const pinned = (maximum: unknown) => ({
  databaseFlags: [{ name: "max_connections", value: maximum }],
});

/** A Cloud SQL instance with 800 connections and its managed pooler, which are two. */
export const managed = (name: string, flags: readonly object[] = []) =>
  postgres(
    {
      edition: "ENTERPRISE_PLUS",
      tier: "db-perf-optimized-N-8",
      connectionPoolConfigs: [{ connectionPoolingEnabled: true, flags }],
    },
    {},
    name,
  );
