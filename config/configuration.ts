import type { z } from "zod";
import type { DatabaseLogging, Logging } from "./logging";
import type { ServiceLimits, ServiceObjectives } from "./objectives";
import type { Pooler } from "./poolers";
import type { Exposure } from "./routes";
import type { alloyDb } from "./schema/alloydb";
import type { cloudSql } from "./schema/cloud-sql";
import type { edge } from "./schema/edge";
import type { gke } from "./schema/gke";
import type { inClusterPostgres } from "./schema/in-cluster-postgres";
import type { inClusterRedis } from "./schema/in-cluster-redis";
import type { memorystore } from "./schema/memorystore";
import type { network } from "./schema/network";
import type { observability } from "./schema/observability";
import type { registry } from "./schema/registry";
import type { release } from "./schema/release";
import type { routeOf } from "./schema/route";
import type { secret } from "./schema/secret";
import type { service } from "./schema/service";
import type { verify } from "./schema/verify";
import type { ServiceTelemetry } from "./telemetry";
import type { TelemetryConfiguration } from "./telemetry-configuration";
import type { Use } from "./use-configuration";

type Written<Schema extends z.ZodType> = z.output<Schema>;
type Named<Entity> = Omit<Entity, "name"> & {
  /** Physical name, within the limits of its kind. */
  readonly name: string;
};

type Filled<Entity, Key extends keyof Entity> = Omit<Entity, Key> & Required<Pick<Entity, Key>>;

/** Serverless VPC Access connector; its key in the stack file is `network.connector`. */
export type ConnectorConfiguration = Named<
  Filled<NonNullable<Written<typeof network>["connector"]>, "connectionsPerInstance">
>;

/**
 * The network of the stack. With a service on Cloud Run, `egress` and exactly one of `connector` and `directEgress` are
 * present; without one, none of them is.
 */
export type NetworkConfiguration = Omit<Written<typeof network>, "connector" | "nat" | "flowLogs"> &
  Pick<Logging, "flowLogs" | "firewallLogs"> & {
    readonly connector?: ConnectorConfiguration;
    /** Present exactly when `egress` is `all-traffic` or the stack has a GKE cluster. */
    readonly nat?: NonNullable<Written<typeof network>["nat"]>;
  };

/** The GKE cluster of the stack. */
export type GkeConfiguration = Named<Filled<Written<typeof gke>, "namespace">>;

/** The Artifact Registry repository of the stack. */
export type RegistryConfiguration = Written<typeof registry>;

/** Whether the stack may be deployed. */
export type ReleaseConfiguration = Written<typeof release>;

/** What stands between services and a database. */
export interface PoolerConfiguration {
  /** Google's own, or PgBouncer in the cluster. */
  readonly kind: Pooler;
  /** Most connections that each pooler opens for one pair of database and user. */
  readonly poolSize: number;
  /** The databases to which services log in, and as whom: a pool for each pair. With IAM, services stand for users. */
  readonly pools: readonly { readonly database: string; readonly users: readonly string[] }[];
}

/** What every database has beside what its entry of the stack file says. */
interface DatabaseFacts {
  readonly logging: DatabaseLogging;
  /** The pooler to which services connect. Absent: they connect to the database. */
  readonly pooler?: PoolerConfiguration;
}

type WithReserve<Entity extends { readonly reservedConnections?: number | undefined }> = Filled<
  Entity,
  "reservedConnections"
>;

/** A Cloud SQL for PostgreSQL instance. */
export type CloudSqlConfiguration = Named<WithReserve<Written<typeof cloudSql>>> & DatabaseFacts;

/** An AlloyDB for PostgreSQL cluster. */
export type AlloyDbConfiguration = Named<WithReserve<Written<typeof alloyDb>>> & DatabaseFacts;

/** A PostgreSQL, such as TimescaleDB, that runs in the GKE cluster. Its name there is its key in the stack file. */
export type InClusterPostgresConfiguration = Filled<
  WithReserve<Written<typeof inClusterPostgres>>,
  "namespace"
> &
  DatabaseFacts;

/** A PostgreSQL database; `type` tells what runs it. */
export type PostgresConfiguration =
  | CloudSqlConfiguration
  | AlloyDbConfiguration
  | InClusterPostgresConfiguration;

/** A Memorystore for Redis instance. */
export type MemorystoreConfiguration = Named<Written<typeof memorystore>>;

/** A Redis that runs in the GKE cluster. Its name there is its key in the stack file. */
export type InClusterRedisConfiguration = Filled<Written<typeof inClusterRedis>, "namespace">;

/** A Redis cache; `type` tells what runs it. */
export type RedisConfiguration = MemorystoreConfiguration | InClusterRedisConfiguration;

/** A secret: exactly one of `generate`, `value` (to be wrapped by `pulumi.secret`) and `existing` is present. */
export type SecretConfiguration = Written<typeof secret>;

type WrittenRoute = ReturnType<typeof routeOf>;

/** A path of a service that must answer in a certain way. */
export type RouteConfiguration = Omit<Filled<WrittenRoute, "method" | "host">, "status"> & {
  /** What the status must be one of: a status, or a class such as `4xx`. */
  readonly status: readonly (number | string)[];
};

type WrittenService = Written<typeof service>;

type CloudRunOnly = "cpuIdle";
type GkeOnly = "user" | "egress" | "metrics";

/** When an instance gets requests. */
type Readiness = Required<NonNullable<WrittenService["readiness"]>>;

/** What services of both platforms have. */
type CommonService = Omit<
  WrittenService,
  | "platform"
  | "namespace"
  | "version"
  | "image"
  | "uses"
  | "scale"
  | "startup"
  | "health"
  | "routes"
  | "readiness"
  | "objectives"
  | "telemetry"
  | CloudRunOnly
  | GkeOnly
  | keyof Exposure
> &
  Exposure & {
    /** The whole reference of the image, with a tag, a digest, or both. */
    readonly image: string;
    readonly startup: Filled<WrittenService["startup"], "path" | "timeout" | "headers">;
    readonly health: Filled<WrittenService["health"], "timeout" | "headers">;
    /** The paths that must answer after a deployment and on a schedule. */
    readonly routes: readonly RouteConfiguration[];
    /** What is asked of the service over days. Absent: nothing. */
    readonly objectives?: ServiceObjectives;
    /** What is asked of the service now. Absent: nobody is there to be told. */
    readonly limits?: ServiceLimits;
    /** What the service is told of telemetry. Absent: nothing. */
    readonly telemetry?: ServiceTelemetry;
    /** What the service uses, by the name of the used thing. */
    readonly uses: Readonly<Record<string, Use>>;
  };

/** A service on Cloud Run. */
export type CloudRunServiceConfiguration = CommonService &
  Required<Pick<WrittenService, CloudRunOnly>> & {
    readonly platform: "cloud-run";
    /** Absent: an instance gets requests from its start on. */
    readonly readiness?: Readiness;
    /** There is none on Cloud Run. */
    readonly namespace?: undefined;
    readonly scale: Required<Omit<WrittenService["scale"], "cpuUtilization">>;
  };

/** A service on the GKE cluster of the stack. */
export type GkeServiceConfiguration = CommonService & {
  readonly platform: "gke";
  /** Number of the user of the container. Absent: the image's own. */
  readonly user?: number;
  /** What the service may reach beside what it uses. */
  readonly egress: NonNullable<WrittenService["egress"]>;
  /** Where the service tells its metrics. Absent: nowhere. */
  readonly metrics?: NonNullable<WrittenService["metrics"]>;
  readonly readiness: Readiness;
  /** Kubernetes namespace in which the service stands. */
  readonly namespace: string;
  readonly scale: Required<Omit<WrittenService["scale"], "concurrency">>;
};

/** A service, told apart by `platform`. */
export type ServiceConfiguration = CloudRunServiceConfiguration | GkeServiceConfiguration;

/** The way from the internet to the services. */
export type EdgeConfiguration = Written<typeof edge>;

/** Who watches the stack, and from when on somebody is told. */
export type ObservabilityConfiguration = Written<typeof observability>;

/** A notification channel. What its type needs is present, and nothing else. */
export type ChannelConfiguration = ObservabilityConfiguration["channels"][string];

/** The checks after a deployment and on a schedule. */
export type VerifyConfiguration = Written<typeof verify>;

/** A whole stack file, read, checked and with every default and derived name filled in. */
export interface StackConfiguration {
  /** Name of the Pulumi stack, such as `staging`. */
  readonly stack: string;
  /** Google Cloud project. */
  readonly project: string;
  /** Region. */
  readonly region: string;
  readonly network: NetworkConfiguration;
  /** Present wherever something runs on GKE. */
  readonly gke?: GkeConfiguration;
  /** Absent: the stack has no repository of its own. */
  readonly registry?: RegistryConfiguration;
  /** Databases by key. */
  readonly postgres: Readonly<Record<string, PostgresConfiguration>>;
  /** Caches by key. */
  readonly redis: Readonly<Record<string, RedisConfiguration>>;
  /** Secrets by name, which is their id in Secret Manager. */
  readonly secrets: Readonly<Record<string, SecretConfiguration>>;
  /** Services by name, which is their name in Cloud Run or Kubernetes, each after those that it needs. */
  readonly services: Readonly<Record<string, ServiceConfiguration>>;
  /** Absent: no way leads from the internet to the services, but what their own `ingress` says. */
  readonly edge?: EdgeConfiguration;
  /** Absent: nobody watches the stack. */
  readonly observability?: ObservabilityConfiguration;
  readonly verify: VerifyConfiguration;
  /** Absent: services are told of no destination of telemetry. */
  readonly telemetry?: TelemetryConfiguration;
  readonly release: ReleaseConfiguration;
}
