import { usualReserve } from "../policies/models/connection/connection-limit";
import { orderByNeed } from "../policies/models/order/order";
import { usualCachePool } from "./capacity/cache-clients";
import { connectionBudgets } from "./capacity/connection-budget";
import type {
  EdgeConfiguration,
  GkeConfiguration,
  PostgresConfiguration,
  RedisConfiguration,
  ServiceConfiguration,
  StackConfiguration,
} from "./configuration";
import { loginOf } from "./credentials";
import { imageOf } from "./images";
import { type Logging, loggingOf, usualDatabaseLogging } from "./logging";
import { instanceName } from "./names";
import { limitsOf, objectivesOf } from "./objectives";
import { neededServices } from "./order";
import { platformOf } from "./platforms";
import { resolveNat, resolveNetwork } from "./resolve-network";
import { resolveRoute } from "./resolve-route";
import { resolveServiceTelemetry, resolveTelemetry } from "./resolve-telemetry";
import { type Exposure, exposures, hostsLeadingTo } from "./routes";
import { ofSeconds } from "./schema/duration";
import { egress as egressSchema, readiness as readinessSchema } from "./schema/pod";
import type { StackFile } from "./schema/stack-file";
import { usualUrlForm } from "./schema/url-form";
import { portOf } from "./stores";
import { type TargetKind, targetsOf } from "./targets";
import { usesCluster } from "./tenants";
import type { Use } from "./use-configuration";
import { resolveVariables } from "./variables";

type WrittenUse = StackFile["holdfast:services"][string]["uses"][string];

/** Applies `change` to every entry of a map; the result has no prototype either. */
function mapEntries<From, To>(
  map: Readonly<Record<string, From>>,
  change: (entry: From, key: string) => To,
): Record<string, To> {
  const result: Record<string, To> = Object.create(null);
  for (const [key, entry] of Object.entries(map)) {
    result[key] = change(entry, key);
  }
  return result;
}

/** What is logged in all parts of the stack. */
function resolveLogging(file: StackFile): Logging {
  return loggingOf(file["holdfast:observability"]?.investigation, {
    flowLogs: file["holdfast:network"].flowLogs,
    natLogFilter: resolveNat(file)?.logFilter,
    requestSampleRate: file["holdfast:edge"]?.accessLogs.sampleRate,
  });
}

/** The namespace of what stands in the cluster and names none. */
function namespaceOf(file: StackFile, stack: string): string {
  return file["holdfast:gke"]?.namespace ?? stack;
}

function resolveGke(file: StackFile, stack: string): GkeConfiguration | undefined {
  const gke = usesCluster(file) ? file["holdfast:gke"] : undefined;
  return gke && { ...gke, name: gke.name ?? stack, namespace: namespaceOf(file, stack) };
}

function resolvePostgres(
  file: StackFile,
  stack: string,
  logging: Logging,
): Record<string, PostgresConfiguration> {
  const budgets = new Map(
    connectionBudgets({
      postgres: file["holdfast:postgres"],
      services: file["holdfast:services"],
    }).map(({ database, pooler }) => [database, pooler]),
  );
  return mapEntries(file["holdfast:postgres"], (database, key) => {
    const pooler = budgets.get(key);
    const filled = {
      pooler: pooler && { kind: pooler.kind, poolSize: pooler.poolSize, pools: pooler.pools },
      reservedConnections: database.reservedConnections ?? usualReserve(database.maxConnections),
      // A server in the cluster takes its settings when it starts, and an investigation restarts nothing.
      logging: database.type === "in-cluster" ? usualDatabaseLogging : logging.databases,
    };
    return database.type === "in-cluster"
      ? { ...database, ...filled, namespace: database.namespace ?? namespaceOf(file, stack) }
      : { ...database, ...filled, name: database.name ?? instanceName(stack, key) };
  });
}

function resolveRedis(file: StackFile, stack: string): Record<string, RedisConfiguration> {
  return mapEntries(file["holdfast:redis"], (cache, key) => {
    if (cache.type === "in-cluster") {
      return { ...cache, namespace: cache.namespace ?? namespaceOf(file, stack) };
    }
    const { persistenceMode, rdbSnapshotPeriod = "TWELVE_HOURS" } = cache.persistence;
    return {
      ...cache,
      name: cache.name ?? instanceName(stack, key),
      persistence:
        persistenceMode === "RDB" ? { persistenceMode, rdbSnapshotPeriod } : { persistenceMode },
    };
  });
}

function resolveUse(
  file: StackFile,
  kind: TargetKind | undefined,
  target: string,
  use: WrittenUse,
): Use {
  const { optional } = use;
  const database = file["holdfast:postgres"][target];
  const cache = file["holdfast:redis"][target];
  if (kind === "postgres" && database !== undefined) {
    const login = loginOf(use, database);
    if (login.database === undefined || use.pool === undefined) {
      throw new Error(`The use of ${target} was resolved before it was checked.`);
    }
    return {
      kind,
      target,
      optional,
      port: portOf(database),
      database: login.database,
      user: login.user,
      pool: use.pool,
      overflow: use.overflow ?? 0,
      connectTimeout: database.connectTimeout,
      urlForm: use.urlForm ?? usualUrlForm,
      variables: resolveVariables(kind, target, use.variables),
    };
  }
  return kind === "redis"
    ? {
        kind,
        target,
        optional,
        pool: use.pool ?? usualCachePool,
        databaseNumber: use.databaseNumber ?? 0,
        variables: resolveVariables(kind, target, use.variables, cache),
      }
    : {
        kind: "service",
        target,
        optional,
        variables: resolveVariables("service", target, use.variables),
      };
}

type WrittenService = StackFile["holdfast:services"][string];

const usualConcurrency = 80;
const usualProbeTimeout = 5;
const usualReadinessTimeout = 3;
const usualUtilization = "50%";
/** Pods of a service on GKE: one serves while the node of another is replaced. */
const usualPods = 2;

/** Fills the settings whose default depends on another setting of the service, or on the edge. */
function fillService(image: string, written: WrittenService, exposure: Exposure) {
  const {
    scale: _,
    platform,
    namespace,
    cpuIdle,
    readiness,
    user,
    egress,
    metrics,
    version: _version,
    telemetry,
    ...common
  } = written;
  const { startup, health, ...service } = common;
  const startupTimeout = Math.min(usualProbeTimeout, startup.period.seconds);
  const healthTimeout = Math.min(usualProbeTimeout, health.period.seconds - 1);
  return {
    ...service,
    ...exposure,
    image,
    startup: {
      ...startup,
      path: startup.path ?? health.path,
      headers: startup.headers ?? health.headers ?? {},
      timeout: startup.timeout ?? ofSeconds(startupTimeout),
    },
    health: {
      ...health,
      headers: health.headers ?? {},
      timeout: health.timeout ?? ofSeconds(healthTimeout),
    },
  };
}

function fillReadiness({ readiness, startup, health }: WrittenService) {
  const { path = startup.path ?? health.path, ...probe } =
    readiness ?? readinessSchema.unwrap().parse({});
  const timeout = Math.min(usualReadinessTimeout, probe.period.seconds - 1);
  return {
    ...probe,
    path,
    headers: probe.headers ?? health.headers ?? {},
    timeout: probe.timeout ?? ofSeconds(timeout),
  };
}

/** Fills the settings that the platform of a service decides. */
function fillPlatform(file: StackFile, stack: string, service: WrittenService) {
  const { min, max, concurrency } = service.scale;
  if (platformOf(file, service) === "gke") {
    return {
      platform: "gke" as const,
      namespace: service.namespace ?? namespaceOf(file, stack),
      user: service.user,
      egress: service.egress ?? egressSchema.unwrap().parse({}),
      metrics: service.metrics,
      readiness: fillReadiness(service),
      scale: {
        min: min ?? Math.min(usualPods, max),
        max,
        cpuUtilization: service.scale.cpuUtilization ?? usualUtilization,
      },
    };
  }
  const usual = service.cpu < 1 ? 1 : usualConcurrency;
  return {
    platform: "cloud-run" as const,
    cpuIdle: service.cpuIdle ?? true,
    ...(service.readiness && { readiness: fillReadiness(service) }),
    scale: { min: min ?? 0, max, concurrency: concurrency ?? usual },
  };
}

function required(image: string | undefined, service: string): string {
  if (image === undefined) {
    throw new Error(`The image of ${service} was resolved before it was checked.`);
  }
  return image;
}

function resolveServices(file: StackFile, stack: string): Record<string, ServiceConfiguration> {
  const written = file["holdfast:services"];
  const targets = targetsOf(file);
  const exposureOf = exposures(file);
  const usual = file["holdfast:observability"];
  const hostsOf = hostsLeadingTo(file["holdfast:edge"]);
  const telemetryOf = resolveServiceTelemetry(file, stack);
  const resolved = mapEntries(written, (service, name) => ({
    ...fillService(required(imageOf(file, name, service), name), service, exposureOf(name)),
    ...fillPlatform(file, stack, service),
    routes: service.routes.map((route) => resolveRoute(route, (path) => hostsOf(name, path)[0])),
    objectives: objectivesOf(usual, service.objectives, exposureOf(name).ingress !== "internal"),
    limits: limitsOf(usual, service.objectives),
    telemetry: telemetryOf(service, name, required(imageOf(file, name, service), name)),
    uses: mapEntries(service.uses, (use, target) =>
      resolveUse(file, targets.get(target)?.[0], target, use),
    ),
  }));
  const { names } = orderByNeed(neededServices(written));
  const ordered: Record<string, ServiceConfiguration> = Object.create(null);
  for (const name of names) {
    const service = resolved[name];
    if (service !== undefined) {
      ordered[name] = service;
    }
  }
  return ordered;
}

function resolveEdge(file: StackFile, logging: Logging): EdgeConfiguration | undefined {
  const edge = file["holdfast:edge"];
  const sampleRate = logging.requestSampleRate;
  return (
    edge && { ...edge, accessLogs: sampleRate === undefined ? edge.accessLogs : { sampleRate } }
  );
}

/**
 * Fills what follows from other parts of the file: physical names, kinds and variables of uses, the
 * order of services. The file must have passed the rules.
 */
export function resolve(file: StackFile, stack: string): StackConfiguration {
  const logging = resolveLogging(file);
  return {
    stack,
    project: file["gcp:project"],
    region: file["gcp:region"],
    network: resolveNetwork(file, stack, logging),
    gke: resolveGke(file, stack),
    registry: file["holdfast:registry"],
    postgres: resolvePostgres(file, stack, logging),
    redis: resolveRedis(file, stack),
    secrets: file["holdfast:secrets"],
    services: resolveServices(file, stack),
    edge: resolveEdge(file, logging),
    observability: file["holdfast:observability"],
    verify: file["holdfast:verify"],
    telemetry: resolveTelemetry(file, stack),
    release: file["holdfast:release"],
  };
}
