import type { StackResource } from "../../framework/policy";
import { namesOfServer } from "../database/private-server";
import { readLoopback } from "../endpoint/loopback";
import type { ObjectIndex } from "../kubernetes/object-index";
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

  constructor(
    private readonly managed: readonly Server[],
    private readonly inCluster: readonly ServerInCluster<Server>[],
    private readonly index: ObjectIndex,
  ) {
    this.hosts = new HostComparison(index);
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
      return this.inCluster.find((each) => each.told === told)?.server;
    }
    const service = this.hosts.serviceOf(host, told);
    const pods = service === undefined ? [] : this.index.podsOfService(service).pods;
    const found = this.inCluster.find(({ told: { resource, namespace, workload } }) =>
      pods.some(
        ({ object }) =>
          object.resource === resource &&
          object.namespace === namespace &&
          object.kind === workload.kind,
      ),
    );
    return (
      found?.server ?? this.managed.find(({ resource }) => namesOfServer(resource).includes(host))
    );
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
    if (urns.length === 0) {
      return [];
    }
    const pods = this.index.services
      .filter(({ object }) => urns.includes(object.resource.urn))
      .flatMap((service) => this.index.podsOfService(service).pods);
    return [
      ...this.managed.filter(({ resource }) => urns.includes(resource.urn)),
      ...this.inCluster
        .filter(
          ({ told: { resource } }) =>
            urns.includes(resource.urn) || pods.some(({ object }) => object.resource === resource),
        )
        .map(({ server }) => server),
    ];
  }
}
