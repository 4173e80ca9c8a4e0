import { type Finding, undetermined } from "../framework/finding";
import { someOf } from "../framework/truth";
import { isKnown, Unknown } from "../framework/value";
import { objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex, SelectedPods } from "../models/kubernetes/object-index";
import type { Pods } from "../models/kubernetes/pods";
import type { Service, ServicePort } from "../models/kubernetes/service";
import type { ClusterPolicies } from "../models/network-policy/cluster-policies";
import type { PodEnd } from "../models/network-policy/network-policy";
import type { Client } from "../models/told/clients";
import { madeFrom } from "../models/told/made-from";
import type { HostComparison } from "../models/told/same-host";
import { shownSource, type ToldEndpoint } from "../models/told/told-endpoints";
import { checkFixedEndpoints } from "./fixed-endpoints";
import { closedFinding, peerOf, peerOfPods, shownPort } from "./message";
import { type Closed, closedAlong, isOnNodeNetwork, isOpen, type PodPort, podPortOf } from "./path";

const MADE_ELSEWHERE = new Unknown("is one of pods that this program does not make");

/** Whether clients reach the Services of the program that they are told of. */
export class ServicePaths {
  constructor(
    private readonly index: ObjectIndex,
    private readonly hosts: HostComparison,
    private readonly policies: ClusterPolicies,
  ) {}

  /** Judges the ways of a client to Services, each once. */
  check(client: Client): readonly Finding[] {
    if (isOnNodeNetwork(client.pods)) {
      return [];
    }
    const seen = new Set<string>();
    const known = new Set<string>();
    const told = client.endpoints.flatMap((each) => {
      const service = this.hosts.serviceOf(each.endpoint.host, client.told);
      if (service === undefined || service.externalName !== undefined) {
        return [];
      }
      const key = `${service.object.resource.urn} ${objectSubject(service.object)} ${each.endpoint.ports.join()}`;
      const isKnownWay = seen.has(key);
      known.add(service.object.resource.urn);
      seen.add(key);
      if (isKnownWay) {
        return [];
      }
      return service.hasSelector === false
        ? checkFixedEndpoints(client, each, service, this.index, this.policies)
        : this.checkService(client, each, service);
    });
    return [...told, ...this.checkUnread(client, known)];
  }

  private checkService(
    client: Client,
    { endpoint, source }: Pick<ToldEndpoint, "endpoint" | "source">,
    service: Service,
  ): readonly Finding[] {
    const { targets, isSure } = this.targetsOf(service);
    const ports = portsMeant(service, endpoint.ports);
    const findings = targets
      .filter((target) => isPeerOfItself(client.pods, target))
      .flatMap((target) => this.checkTarget(client, service, target, ports, source));
    return isSure
      ? findings
      : findings.map(({ path, message }) =>
          undetermined(
            path,
            `${message} Which pods the Service leads to is known only after deployment.`,
          ),
        );
  }

  private checkTarget(
    { pods }: Client,
    service: Service,
    target: Pods | PodEnd,
    ports: readonly (ServicePort | PodPort)[],
    source: ToldEndpoint["source"],
  ): readonly Finding[] {
    const end = "is" in target ? target : this.policies.endOf(target);
    const ways = ports.flatMap((port) => {
      const at = "targetPort" in port ? podPortOf(port, end) : port;
      return at === undefined || !isKnown(at)
        ? []
        : [{ at, closed: closedAlong({ from: pods, to: target, at }, this.policies) }];
    });
    const [first] = ways;
    const unread = ports
      .map((port) => ("targetPort" in port ? podPortOf(port, end) : undefined))
      .find((at): at is Unknown => at !== undefined && !isKnown(at));
    if (first === undefined && unread !== undefined && this.mayBeClosed(pods, target)) {
      return [
        undetermined(
          source.path,
          `leads to ${objectSubject(service.object)}${shownSource(source)}, and whether the network policies admit that cannot be told: the port of its pods ${unread.reason}. Give it as a literal.`,
        ),
      ];
    }
    // Of several ports that may be meant, one that is open is enough.
    if (first === undefined || someOf(ways.map(({ closed }) => isOpen(closed))) === true) {
      return [];
    }
    const shown = "is" in target ? "its pods" : objectSubject(target.object);
    const port = shownPort(first.at);
    const worst: readonly Closed[] =
      ways.find(({ closed }) => closed.some(({ unknown }) => unknown !== undefined))?.closed ??
      first.closed;
    return [
      closedFinding(
        {
          path: source.path,
          need: `leads to ${objectSubject(service.object)}${shownSource(source)}`,
          from: `from ${objectSubject(pods.object)} to its ${port}`,
          to: `to ${shown} on ${port}`,
          peers: {
            egress: peerOf(service, pods),
            ingress: "is" in target ? "" : peerOfPods(pods, target),
          },
          port,
        },
        worst,
        this.policies,
      ),
    ];
  }

  private mayBeClosed(client: Pods, target: Pods | PodEnd): boolean {
    return (
      this.policies.isolated(client, "egress") !== false ||
      (!("is" in target) && this.policies.isolated(target, "ingress") !== false)
    );
  }

  /** Where values are unknown, what they are made from tells of which Services a client may be told. */
  private checkUnread(client: Client, known: ReadonlySet<string>): readonly Finding[] {
    return client.told.unread.flatMap((setting): readonly Finding[] => {
      const made = madeFrom(setting.source, client.told.resource);
      return this.index.services
        .filter(({ object }) => made.has(object.resource.urn) && !known.has(object.resource.urn))
        .flatMap((service) =>
          this.checkService(
            client,
            {
              endpoint: { host: "", ports: [], form: "host", use: "connect" },
              source: setting.source,
            },
            service,
          ),
        )
        .map(({ message }) =>
          undetermined(
            setting.source.path,
            `${setting.reason}, and is made from a Service to which it then may lead: ${message}`,
          ),
        );
    });
  }

  private targetsOf(service: Service): {
    readonly targets: readonly (Pods | PodEnd)[];
    readonly isSure: boolean;
  } {
    if (service.hasSelector === false) {
      return { targets: [], isSure: true };
    }
    const selected: SelectedPods = this.index.podsOfService(service);
    if (selected.pods.length > 0 || selected.maybe.length > 0) {
      const isSure = selected.pods.length > 0 && isKnown(service.hasSelector);
      return { targets: isSure ? selected.pods : [...selected.pods, ...selected.maybe], isSure };
    }
    return { targets: [this.podsElsewhere(service)], isSure: true };
  }

  /** Pods that the program does not make: all that is known of them is that the Service selects them. */
  private podsElsewhere({ selector, object }: Service): PodEnd {
    const namespace = object.namespace ?? "default";
    const get = (key: string) => selector.at(key).text() ?? MADE_ELSEWHERE;
    return {
      is: "pod",
      namespace,
      namespaceLabels: this.policies.labelsOf(namespace),
      labels: {
        get,
        holds: (key, values) => {
          const value = get(key);
          return isKnown(value) ? values.includes(value) : value;
        },
      },
      ports: [MADE_ELSEWHERE],
    };
  }
}

/** The ports of a Service that a client may mean; of a headless one, whose name leads to the pods, the ports of these. */
function portsMeant(
  { ports, isHeadless }: Service,
  told: readonly number[],
): readonly (ServicePort | PodPort)[] {
  if (isHeadless === true && told.length > 0) {
    return told.map((port) => ({ protocol: "TCP", port }));
  }
  return told.length === 0
    ? ports
    : ports.filter(({ port }) => port !== undefined && isKnown(port) && told.includes(port));
}

/** Pods of a StatefulSet connect to each other; another workload is told its own address to tell it others. */
function isPeerOfItself(client: Pods, target: Pods | PodEnd): boolean {
  return "is" in target || target !== client || client.object.kind === "StatefulSet";
}
