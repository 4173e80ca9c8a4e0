import { Place } from "../framework/place";
import type { StackResource } from "../framework/policy";
import { isKnown } from "../framework/value";
import { nameWords } from "../models/endpoint/name-words";
import { readNaming } from "../models/endpoint/naming";
import {
  type KubernetesObject,
  shownNamespace,
  shownObjectName,
} from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { Pods } from "../models/kubernetes/pods";
import type { Service } from "../models/kubernetes/service";
import { type Client, clientsOf } from "../models/told/clients";
import { madeFrom } from "../models/told/made-from";
import { HostComparison } from "../models/told/same-host";
import { shownSource, toldEndpoints } from "../models/told/told-endpoints";
import { type ToldWorkload, toldWorkloads } from "../models/told/told-settings";
import { CloudRunHosts } from "./addresses";
import { isOptional, readOptional } from "./optional";
import { waitsFor } from "./told-to-others";
import { waitedHosts } from "./waited-hosts";

/** A workload among those that it needs. */
export interface Node {
  readonly told: ToldWorkload;
  /** As a message draws it: `namespace/name`, on Cloud Run the name alone. */
  readonly label: string;
  readonly optional: readonly string[];
  /** Whether what it starts without could be read. */
  readonly isRead: boolean;
  /** What it is told to connect to. */
  readonly needs: Map<Node, Need>;
}

/** Where a workload is told of another. */
export interface Need {
  readonly path: string;
  /** What tells it where the path does not, for a message. */
  readonly by: string;
  /** Why it is not sure, as a clause; absent where it is. */
  readonly unsure?: string;
}

/** Reads which workloads of a stack are told to connect to which. */
export function readNeeds(
  stack: readonly StackResource[],
  index: ObjectIndex,
  options: readonly string[],
): readonly Node[] {
  const workloads = toldWorkloads(stack, index);
  const clients = new Map(clientsOf(workloads, index).map((client) => [client.told, client]));
  const nodes = workloads.flatMap((told) => nodeOf(told, clients.get(told)) ?? []);
  const world = new World(nodes, clients, index);
  for (const node of nodes) {
    for (const { to, need } of world.needsOf(node)) {
      const before = node.needs.get(to);
      const isBetter = before === undefined || (before.unsure !== undefined && !need.unsure);
      if (to !== node && isBetter && !isOptional(node, to, options)) {
        const unsure = node.isRead
          ? need.unsure
          : "its annotations are known only after deployment";
        node.needs.set(to, unsure === undefined ? need : { ...need, unsure });
      }
    }
  }
  return nodes;
}

/** Kinds that end: nobody connects to them, whatever labels their pods share with those that serve. */
const ENDS: ReadonlySet<string> = new Set(["Job", "CronJob"]);

function nodeOf(told: ToldWorkload, client: Client | undefined): Node | undefined {
  const { workload, resource } = told;
  const root = client?.pods.object.place ?? new Place(resource.inputs ?? resource.props);
  const optional = readOptional(root);
  const label = client === undefined ? workload.name : labelOf(client.pods.object);
  return (client === undefined && workload.kind !== "Cloud Run service") || ENDS.has(workload.kind)
    ? undefined
    : {
        told,
        label,
        optional: isKnown(optional) ? optional : [],
        isRead: isKnown(optional),
        needs: new Map(),
      };
}

function labelOf(object: KubernetesObject): string {
  const { namespace } = object;
  const name = shownObjectName(object);
  return typeof namespace === "string" ? `${shownNamespace(namespace)}/${name}` : name;
}

/** What leads to the workloads. */
class World {
  private readonly byPods = new Map<Pods, Node>();
  private readonly byUrn = new Map<string, Node>();
  private readonly onCloudRun = new CloudRunHosts<Node>();
  private readonly services: ReadonlyMap<string, Service>;
  private readonly hosts: HostComparison;

  constructor(
    nodes: readonly Node[],
    clients: ReadonlyMap<ToldWorkload, Client>,
    private readonly index: ObjectIndex,
  ) {
    this.hosts = new HostComparison(index);
    this.services = new Map(
      index.services.map((service) => [service.object.resource.urn, service] as const),
    );
    for (const node of nodes) {
      const { resource, workload } = node.told;
      const client = clients.get(node.told);
      if (client === undefined) {
        this.byUrn.set(resource.urn, node);
        this.onCloudRun.add(workload.name, resource, node);
      } else {
        this.byPods.set(client.pods, node);
      }
    }
  }

  needsOf({ told }: Node): readonly { readonly to: Node; readonly need: Need }[] {
    const sure = toldEndpoints(told).flatMap(({ endpoint, source, setting }) => {
      const need: Need = { path: source.path, by: shownSource(source) };
      return waitsFor(setting.name, told)
        ? this.behind(endpoint.host, told).map(({ to, unsure }) => ({
            to,
            need: unsure === undefined ? need : { ...need, unsure },
          }))
        : [];
    });
    const waited = waitedHosts(told.workload).flatMap(({ host, path }) =>
      this.behind(host, told).map(({ to, unsure }) => ({
        to,
        need: { path, by: "", ...(unsure === undefined ? {} : { unsure }) },
      })),
    );
    const unsure = told.unread
      .filter(({ key, isElsewhere }) => !isElsewhere && isOfEndpoint(key, told))
      .flatMap(({ source, reason }) =>
        [...madeFrom(source, told.resource)].flatMap((urn) => {
          const need: Need = { path: source.path, by: shownSource(source), unsure: `it ${reason}` };
          return this.ledToBy(urn).map((to) => ({ to, need }));
        }),
      );
    return [...sure, ...waited, ...unsure];
  }

  /** The service that a resource is, or those to whose pods it leads. */
  private ledToBy(urn: string): readonly Node[] {
    const service = this.services.get(urn);
    const pods = service === undefined ? [] : this.index.podsOfService(service).pods;
    return [this.byUrn.get(urn), ...pods.map((each) => this.byPods.get(each))].flatMap(
      (node) => node ?? [],
    );
  }

  private behind(
    host: string,
    told: ToldWorkload,
  ): readonly { readonly to: Node; readonly unsure?: string }[] {
    const onCloudRun = this.onCloudRun.find(host);
    if (onCloudRun !== undefined) {
      return [{ to: onCloudRun }];
    }
    const service = this.hosts.serviceOf(host, told);
    if (service === undefined || service.hasSelector === false) {
      return [];
    }
    const { pods, maybe } = this.index.podsOfService(service);
    const unsure = "the pods behind the Service are known only after deployment";
    return [
      ...pods.flatMap((each) => this.byPods.get(each) ?? []).map((to) => ({ to })),
      ...maybe.flatMap((each) => this.byPods.get(each) ?? []).map((to) => ({ to, unsure })),
    ];
  }
}

/** Whether a variable whose value cannot be read may be the address of a service, by its name. */
function isOfEndpoint(key: string, told: ToldWorkload): boolean {
  const words = nameWords(key);
  const { role, use, technology } = readNaming(words);
  return (
    waitsFor(words, told) &&
    !technology &&
    (role === "host" || role === "target") &&
    (use === undefined || use === "connect")
  );
}
