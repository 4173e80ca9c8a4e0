import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown } from "../../framework/value";
import type { ToldWorkload } from "../told/told-settings";
import { variablesOf } from "../told/variables";
import type { Workload } from "../workload/workload";
import type { ConnectionDemand } from "./connection-budget";
import type { MostInstances } from "./most-instances";
import { type Pool, readPool } from "./pool-setting";
import type { PgBouncerContainer } from "./pooler-container";

/** What a workload can ask of the databases that it is told of, as far as its settings tell. */
export interface WorkloadDemand {
  readonly workload: StackResource;
  readonly name: string;
  /** Property path of the variable that tells the pool. */
  readonly path: string;
  /** Connections of one instance. */
  readonly pool: Pool;
  readonly scale: MostInstances;
  /** What the label says beside the name, such as that one pool of several is counted. */
  readonly note?: string;
  /** Property path of the built-in Cloud SQL socket, if the workload has it. */
  readonly socket?: string;
}

/** A demand that cannot be told, although the workload has a pool. */
export interface UnreadDemand {
  readonly workload: StackResource;
  readonly path: string;
  /** Why, as a clause that ends a sentence. */
  readonly reason: string;
}

/** Programs that hold connections for others: what their clients open is no connection to the database. */
const POOLER = /(?:^|[/_-])(?:pgbouncer|pgpool|pgcat|odyssey|supavisor|proxysql)/i;

function usesPooler(workload: Workload): boolean {
  return workload.containers.some(({ image }) => typeof image === "string" && POOLER.test(image));
}

/** The place of the socket that Cloud Run puts into containers for Cloud SQL. */
function socketOf(resource: StackResource): string | undefined {
  const root = new Place(resource.inputs ?? resource.props);
  const annotations = root.at("template", "metadata", "annotations");
  const key = "run.googleapis.com/cloudsql-instances";
  const annotated = isKnown(annotations.value) ? annotations.at(key) : new Place(undefined);
  if (annotated.value !== undefined && annotated.value !== "") {
    return `${annotations.path}["${key}"]`;
  }
  const volumes = [root.at("template", "volumes"), root.at("template", "template", "volumes")];
  return volumes
    .flatMap((list) => list.entries())
    .find((volume) => volume.at("cloudSqlInstance").record() !== undefined)
    ?.at("cloudSqlInstance").path;
}

/** Several containers of one workload have pools of their own. */
function addedUp(pools: readonly Pool[]): Pool | undefined {
  const [first] = pools;
  return (
    first && {
      path: first.path,
      pool: pools.reduce((sum, { pool }) => sum + pool, 0),
      overflow: pools.reduce((sum, { overflow }) => sum + overflow, 0),
    }
  );
}

/**
 * Reads what a workload can ask for; undefined where nothing tells of a pool.
 *
 * @param scale How many instances of it can run at once.
 */
export function workloadDemand(
  told: ToldWorkload,
  scale: MostInstances,
): WorkloadDemand | UnreadDemand | undefined {
  const { workload, resource } = told;
  const pools = workload.containers.flatMap(
    (container) => readPool(variablesOf(container, told)) ?? [],
  );
  const [unread] = pools.flatMap((each) => ("reason" in each ? [each] : []));
  if (unread !== undefined) {
    return { workload: resource, ...unread };
  }
  const pool = addedUp(pools.filter((each): each is Pool => !("reason" in each)));
  if (pool === undefined) {
    return undefined;
  }
  if (usesPooler(workload)) {
    return {
      workload: resource,
      path: pool.path,
      reason:
        "is the pool of a program beside which a pooler runs, which may be what it connects to",
    };
  }
  if (!isKnown(scale.instances)) {
    return { workload: resource, path: scale.path, reason: scale.instances.reason };
  }
  const socket = socketOf(resource);
  return {
    workload: resource,
    name: workload.name,
    path: pool.path,
    pool,
    scale,
    ...(socket === undefined ? {} : { socket }),
  };
}

/** What a PgBouncer can ask of the databases behind it: at least one pool. */
export function pgBouncerDemand(
  { workload, resource }: ToldWorkload,
  { pool }: PgBouncerContainer,
  scale: MostInstances,
): WorkloadDemand | UnreadDemand {
  if ("reason" in pool) {
    return { workload: resource, ...pool };
  }
  return isKnown(scale.instances)
    ? {
        workload: resource,
        name: workload.name,
        path: pool.path,
        pool,
        scale,
        note: "one pool of a pair of database and user",
      }
    : { workload: resource, path: scale.path, reason: scale.instances.reason };
}

/** A demand as a summand. A number of instances that nobody gave is marked as the platform's. */
export function asSummand({ name, note, pool, scale }: WorkloadDemand): ConnectionDemand {
  const isDefault = scale.isDefault && scale.rollsOut && scale.inRollout === undefined;
  const beside = isDefault ? "no maximum, Cloud Run's default" : note;
  return {
    label: beside === undefined ? `"${name}"` : `"${name}" (${beside})`,
    instances: isKnown(scale.instances) ? scale.instances : 0,
    pool: pool.pool,
    overflow: pool.overflow,
    rollsOut: scale.rollsOut,
    ...(scale.inRollout === undefined ? {} : { inRollout: scale.inRollout }),
  };
}
