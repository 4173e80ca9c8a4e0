import type { StackResource } from "../../framework/policy";
import { readLoopback } from "../endpoint/loopback";
import type { ObjectIndex } from "../kubernetes/object-index";
import { HostComparison } from "../told/same-host";
import { type ToldStore, toldStores } from "../told/store";
import { mayBeOne } from "../told/store-name";
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
  const hosts = new HostComparison(index);
  const serverOf = (host: string, told: ToldWorkload): CacheServer | undefined => {
    if (readLoopback(host) !== undefined) {
      return inCluster.find((each) => each.told === told)?.server;
    }
    const service = hosts.serviceOf(host, told);
    const pods = service === undefined ? [] : index.podsOfService(service).pods;
    return (
      inCluster.find(({ told: { resource, namespace }, server }) =>
        pods.some(
          ({ object }) =>
            object.resource === resource &&
            object.namespace === namespace &&
            object.kind === server.workload?.kind,
        ),
      )?.server ?? instances.find(({ resource }) => resource.props.host === host)
    );
  };
  return workloads.flatMap((told) =>
    toldStores(told)
      .filter(({ family }) => mayBeOne(family, "Redis") && family !== "database")
      .flatMap((store) => {
        const [server] = [
          ...store.statements
            .flatMap(({ hosts: named }) => named)
            .map((host) => serverOf(host, told)),
          byDependency(store, told, instances),
        ].filter((found) => found !== undefined);
        const isServer =
          server?.workload === told.workload &&
          [...store.statements, ...store.unread].every(
            ({ setting }) => setting.source.container === server.container,
          );
        return server === undefined || isServer ? [] : [{ told, store, server }];
      }),
  );
}

/** Where the host is known only after deployment, the workload, or what it reads, is made from the instance. */
function byDependency(
  { unread }: ToldStore,
  { resource }: ToldWorkload,
  instances: readonly CacheServer[],
): CacheServer | undefined {
  const urns = unread
    .filter(({ aspect }) => aspect === "address")
    .flatMap(({ setting: { source } }) => {
      const holder = source.object?.resource ?? resource;
      const [property = ""] = (source.objectPath ?? source.path).split(/[.[]/);
      return holder.propertyDependencies.get(property) ?? [];
    });
  const [found, ...others] = instances.filter((each) => urns.includes(each.resource.urn));
  return others.length === 0 ? found : undefined;
}
