import type { StackResource } from "../../framework/policy";
import type { ObjectIndex } from "../kubernetes/object-index";
import { type ToldStore, toldStores } from "../told/store";
import { mayBeOne } from "../told/store-name";
import { StoreServers } from "../told/store-servers";
import type { ToldWorkload } from "../told/told-settings";
import { type CacheServer, readRedisInstance } from "./cache-server";
import { cacheServersOf } from "./redis-container";

/** A workload that is told of a cache of the program. */
export interface CacheClient {
  readonly told: ToldWorkload;
  /** What it is told of the cache. */
  readonly store: ToldStore;
  readonly server: CacheServer;
}

/** Finds the clients of the caches of a stack: those that are told of a host that leads to one. */
export function cacheClients(
  stack: readonly StackResource[],
  workloads: readonly ToldWorkload[],
  index: ObjectIndex,
): readonly CacheClient[] {
  const inCluster = workloads.flatMap((told) =>
    cacheServersOf(told).map((server) => ({ told, server })),
  );
  const instances = stack.flatMap((resource) => readRedisInstance(resource) ?? []);
  if (inCluster.length + instances.length === 0) {
    return [];
  }
  const servers = new StoreServers(instances, inCluster, index);
  return workloads.flatMap((told) =>
    toldStores(told)
      .filter(({ family }) => mayBeOne(family, "Redis") && family !== "database")
      .flatMap((store) => {
        const [server] = servers.of(store, told);
        return server === undefined || isServer(server, store, told)
          ? []
          : [{ told, store, server }];
      }),
  );
}

/** What the server's own container is told of itself makes it no client. */
function isServer(server: CacheServer, store: ToldStore, { workload }: ToldWorkload): boolean {
  return (
    server.workload === workload &&
    [...store.statements, ...store.unread].every(
      ({ setting }) => setting.source.container === server.container,
    )
  );
}
