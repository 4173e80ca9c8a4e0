import type { StackResource } from "../../framework/policy";
import { alloyDbLimitOf } from "../connection/alloydb-limit";
import { postgresContainersOf } from "../connection/container-limit";
import { mostOfWorkload } from "../connection/most-of-workload";
import {
  clientLimitOf,
  type PgBouncerContainer,
  pgBouncerOf,
} from "../connection/pooler-container";
import { type ServerLimit, serverLimitOf, type UnreadLimit } from "../connection/server-limit";
import type { ObjectIndex } from "../kubernetes/object-index";
import { toldStores } from "../told/store";
import { mayBeOne } from "../told/store-name";
import { StoreServers } from "../told/store-servers";
import type { ToldWorkload } from "../told/told-settings";
import { ALLOYDB_INSTANCE } from "./alloydb";
import { CLOUD_SQL_INSTANCE } from "./cloud-sql";
import { Consumers } from "./consumers";

/** A database server of the program. */
export interface DatabaseServer {
  readonly resource: StackResource;
  /** The name to show. */
  readonly name: string;
  /** The connections that it accepts; undefined for a kind of which nothing here tells. */
  readonly limit: ServerLimit | UnreadLimit | undefined;
}

/** The database servers of a stack, and which of them its workloads are told of. Make one for a run. */
export class DatabaseServers {
  /** The databases. */
  readonly all: readonly DatabaseServer[];
  /** Each PgBouncer, which takes clients as a database does, and can stand before several. */
  readonly poolers: readonly DatabaseServer[];
  private readonly managed: readonly DatabaseServer[];
  private readonly stores: StoreServers<DatabaseServer>;
  private readonly consumers: Consumers;
  private readonly pgBouncers = new Map<ToldWorkload, PgBouncerContainer>();

  constructor(
    stack: readonly StackResource[],
    workloads: readonly ToldWorkload[],
    index: ObjectIndex,
  ) {
    this.managed = stack
      .filter(({ type }) => type === CLOUD_SQL_INSTANCE || type === ALLOYDB_INSTANCE)
      .map((resource) => {
        const limit = serverLimitOf(resource) ?? alloyDbLimitOf(resource);
        return { resource, name: resource.name, limit };
      });
    const inCluster = workloads.flatMap((told) =>
      postgresContainersOf(told).map(({ limit }) => ({
        told,
        server: { resource: told.resource, name: told.workload.name, limit },
      })),
    );
    const poolers = workloads.flatMap((told) => {
      const pooler = pgBouncerOf(told);
      if (pooler === undefined) {
        return [];
      }
      this.pgBouncers.set(told, pooler);
      const limit = clientLimitOf(pooler, mostOfWorkload(told, index));
      return [{ told, server: { resource: told.resource, name: told.workload.name, limit } }];
    });
    this.all = [...this.managed, ...inCluster.map(({ server }) => server)];
    this.poolers = poolers.map(({ server }) => server);
    this.stores = new StoreServers(this.managed, [...inCluster, ...poolers], index);
    const resources = this.managed.map(({ resource }) => resource);
    this.consumers = new Consumers(stack, resources, index.relations);
  }

  /** The PgBouncer that a workload is, which is a server of its clients and a client of its servers. */
  poolerOf(told: ToldWorkload): PgBouncerContainer | undefined {
    return this.pgBouncers.get(told);
  }

  /** The servers that a workload is told of. What a server is told of itself makes it no client. */
  of(told: ToldWorkload): readonly DatabaseServer[] {
    if (told.workload.platform === "cloud-run") {
      const urns = this.consumers.serversOf(told.resource);
      return this.managed.filter(({ resource }) => urns.has(resource.urn));
    }
    const found = [
      ...toldStores(told)
        .filter(({ family }) => mayBeOne(family, "PostgreSQL") || family === "MySQL")
        .flatMap((store) => this.stores.of(store, told)),
      ...(this.poolerOf(told)?.hosts ?? []).flatMap((host) => this.stores.named(host, told) ?? []),
    ];
    return [...new Set(found)].filter(({ resource }) => resource !== told.resource);
  }
}
