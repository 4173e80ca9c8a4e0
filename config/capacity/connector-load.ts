import { revisionsInRollout } from "../../policies/models/connection/connection-budget";
import { usualCachePool } from "./cache-clients";

/** A connector as far as its connections go: of the stack file or of the configuration. */
export interface Connector {
  readonly machineType?: "e2-micro" | "e2-standard-4" | "f1-micro";
  readonly connectionsPerInstance?: number;
}

/**
 * Connections that one instance is trusted to carry. Google states throughput only
 * (https://cloud.google.com/vpc/docs/serverless-vpc-access#scaling). The number of e2-micro is that of an outage
 * in which a connector failed at some 50 connections, as if it had the fewest instances, 2. The others follow
 * from their throughput: f1-micro has half of it, e2-standard-4 sixteen times as much.
 */
export const trustedConnections = { "e2-micro": 25, "f1-micro": 12, "e2-standard-4": 400 } as const;

/** Connections that one instance of a connector is trusted to carry: as declared, or by its machine type. */
export function connectionsPerInstance({
  machineType = "e2-micro",
  connectionsPerInstance: declared,
}: Connector): number {
  return declared ?? trustedConnections[machineType];
}

/** What loads are made from: a configuration, or the parts of a stack file that could be read. */
export interface LoadSource {
  /** Databases by name. */
  readonly postgres?: Readonly<Record<string, unknown>>;
  /** Caches by name. */
  readonly redis?: Readonly<Record<string, unknown>>;
  /** Services by name. */
  readonly services?: Readonly<
    Record<
      string,
      | {
          readonly scale?: { readonly min?: number; readonly max?: number };
          readonly uses?: Readonly<Record<string, Use | undefined>>;
        }
      | undefined
    >
  >;
}

interface Use {
  readonly optional?: boolean;
  readonly pool?: number;
  readonly overflow?: number;
}

/** The connections to databases and caches that a service opens through the network. */
export interface ServiceLoad {
  /** Name of the service. */
  readonly service: string;
  /** Fewest instances while it runs, 1 or more, since every new revision starts one. */
  readonly least: number;
  /** Most instances. */
  readonly most: number;
  /** Connections that one instance can have open at once. */
  readonly perInstance: number;
}

/** Connections that one instance opens through one use; those of caches are few, those of services short. */
function connectionsOf(
  target: string,
  use: Use,
  { postgres = {}, redis = {} }: LoadSource,
): number {
  if (Object.hasOwn(postgres, target)) {
    return (use.pool ?? 0) + (use.overflow ?? 0);
  }
  return Object.hasOwn(redis, target) ? (use.pool ?? usualCachePool) : 0;
}

/** The load of each service that uses a database or a cache. */
export function serviceLoads(source: LoadSource): ServiceLoad[] {
  return Object.entries(source.services ?? {}).flatMap(([name, service]) => {
    const perInstance = Object.entries(service?.uses ?? {}).reduce(
      (sum, [target, use]) => sum + (use === undefined ? 0 : connectionsOf(target, use, source)),
      0,
    );
    const { min = 0, max } = service?.scale ?? {};
    return max === undefined || perInstance === 0
      ? []
      : [{ service: name, least: Math.max(1, min), most: max, perInstance }];
  });
}

/** Connections of services with so many instances each, while every service has two revisions. */
export function rolloutLoad(
  loads: readonly ServiceLoad[],
  instances: (load: ServiceLoad) => number,
): number {
  const steady = loads.reduce((sum, load) => sum + instances(load) * load.perInstance, 0);
  return steady * revisionsInRollout;
}
