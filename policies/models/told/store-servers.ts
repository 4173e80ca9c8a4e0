import type { StackResource } from "../../framework/policy";
import { namesOfServer } from "../database/private-server";
import { readLoopback } from "../endpoint/loopback";
import type { ObjectIndex } from "../kubernetes/object-index";
import type { Service } from "../kubernetes/service";
import { HostComparison } from "./same-host";
import type { ToldStore } from "./store";
import type { ToldWorkload } from "./told-settings";

/** A server that is a resource of Google Cloud. */
interface ManagedServer {
  readonly resource: StackResource;
}

/** A server that a container of a workload runs. */
export interface ServerInCluster<Server> {
  readonly told: ToldWorkload;
  readonly server: Server;
}

/** Finds which of some servers of a program the workloads are told of. Make one for a run. */
export class StoreServers<Server extends ManagedServer> {
  private readonly hosts: HostComparison;
  private readonly byHost = new Map<string, Server>();
  private readonly byUrn = new Map<string, Server>();
  private readonly inClusterByUrn = new Map<string, ServerInCluster<Server>[]>();
  private readonly services: ReadonlyMap<string, Service>;

  constructor(
    managed: readonly Server[],
    inCluster: readonly ServerInCluster<Server>[],
    private readonly index: ObjectIndex,
  ) {
    this.hosts = new HostComparison(index);
    for (const server of managed) {
      this.byUrn.set(server.resource.urn, server);
      for (const host of namesOfServer(server.resource)) {
        this.byHost.set(host, this.byHost.get(host) ?? server);
      }
    }
    for (const each of inCluster) {
      const { urn } = each.told.resource;
      this.inClusterByUrn.set(urn, [...(this.inClusterByUrn.get(urn) ?? []), each]);
    }
    this.services = new Map(
      index.services.map((service) => [service.object.resource.urn, service] as const),
    );
  }

  /** The servers that the hosts lead to which a workload is told for one database or cache; each once. */
  of(store: ToldStore, told: ToldWorkload): readonly Server[] {
    const named = store.statements
      .flatMap(({ hosts }) => hosts)
      .flatMap((host) => this.named(host, told) ?? []);
    return [...new Set([...named, ...this.dependedOn(store, told)])];
  }

  /** The server to which a host leads that a workload is told. */
  named(host: string, told: ToldWorkload): Server | undefined {
    if (readLoopback(host) !== undefined) {
      return this.running(told.resource.urn).find((each) => each.told === told)?.server;
    }
    const service = this.hosts.serviceOf(host, told);
    const pods = service === undefined ? [] : this.index.podsOfService(service).pods;
    const [found] = pods.flatMap(({ object }) =>
      this.running(object.resource.urn).filter(
        ({ told: { namespace, workload } }) =>
          object.namespace === namespace && object.kind === workload.kind,
      ),
    );
    return found?.server ?? this.byHost.get(host);
  }

  private running(urn: string): readonly ServerInCluster<Server>[] {
    return this.inClusterByUrn.get(urn) ?? [];
  }

  /** Where the host is known only after deployment, the workload, or what it reads, is made from the server. */
  private dependedOn({ unread }: ToldStore, { resource }: ToldWorkload): readonly Server[] {
    const urns = unread
      .filter(({ aspect }) => aspect === "address")
      .flatMap(({ setting: { source } }) => {
        const holder = source.object?.resource ?? resource;
        const [property = ""] = (source.objectPath ?? source.path).split(/[.[]/);
        return holder.propertyDependencies.get(property) ?? [];
      });
    const found = this.madeBy(urns);
    return found.length === 1 ? found : [];
  }

  /** The servers among some resources, and those to whose pods the Services among them lead. */
  private madeBy(urns: readonly string[]): readonly Server[] {
    const led = urns.flatMap((urn) => this.services.get(urn) ?? []);
    const pods = led.flatMap((service) => this.index.podsOfService(service).pods);
    const running = [...urns, ...pods.map(({ object }) => object.resource.urn)];
    return [
      ...new Set([
        ...urns.flatMap((urn) => this.byUrn.get(urn) ?? []),
        ...running.flatMap((urn) => this.running(urn).map(({ server }) => server)),
      ]),
    ];
  }
}
