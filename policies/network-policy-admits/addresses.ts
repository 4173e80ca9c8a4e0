import { type Finding, undetermined } from "../framework/finding";
import { Place } from "../framework/place";
import type { StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { isKnown } from "../framework/value";
import { ALLOYDB_INSTANCE } from "../models/database/alloydb";
import { CLOUD_SQL_INSTANCE } from "../models/database/cloud-sql";
import { isServerType } from "../models/database/private-server";
import { canonicalHost } from "../models/endpoint/canonical-host";
import { isBackingPort } from "../models/endpoint/usual-ports";
import { objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import { parseRange, type Range, rangeOf } from "../models/network/range";
import type { ClusterPolicies } from "../models/network-policy/cluster-policies";
import type { Client } from "../models/told/clients";
import { madeFrom } from "../models/told/made-from";
import { shownSource, type ToldEndpoint } from "../models/told/told-endpoints";
import { closedFinding, shownPort } from "./message";
import { closedAlong, isOnNodeNetwork, isOpen, type PodPort } from "./path";

const GATEWAY_GROUP = "gateway.networking.k8s.io";
const GLOBAL_ADDRESS = "gcp:compute/globalAddress:GlobalAddress";

/** Where private addresses may lie that the program does not tell. */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].flatMap(
  (text) => parseRange(text) ?? [],
);

const EVERYWHERE = ["0.0.0.0/0"].flatMap((text) => parseRange(text) ?? []);

/** The ports of each product, with those of its connectors and pools, of which a client uses one. */
const PORTS: ReadonlyMap<string, readonly number[]> = new Map([
  [CLOUD_SQL_INSTANCE, [5432, 3306, 1433, 3307, 6432]],
  [ALLOYDB_INSTANCE, [5432, 5433, 6432]],
]);
const CACHE_PORTS = [6379, 6378];

/** Whether clients reach the addresses outside of the cluster that they are told. */
export class AddressPaths {
  private readonly servers: ReadonlyMap<string, StackResource>;
  private readonly peeredRanges: readonly Range[];
  /** Hosts for which the program itself stands. */
  private readonly ownHosts: ReadonlySet<string>;
  private readonly ranges: ReadonlySet<string>;
  /** What the rules of policies are made from. */
  private readonly inRules: ReadonlySet<string>;

  constructor(
    stack: readonly StackResource[],
    index: ObjectIndex,
    private readonly policies: ClusterPolicies,
  ) {
    this.ownHosts = new Set(hostsServed(index));
    const ranges = stack.filter(({ type }) => type === GLOBAL_ADDRESS);
    this.servers = new Map(
      stack.filter(({ type }) => isServerType(type)).map((each) => [each.urn, each] as const),
    );
    this.peeredRanges = ranges.flatMap(peeredRange);
    this.inRules = new Set(
      policies.resources.flatMap(
        ({ propertyDependencies }) => propertyDependencies.get("spec") ?? [],
      ),
    );
    this.ranges = new Set(ranges.map(({ urn }) => urn));
  }

  /** Judges the ways of a client to addresses, and to databases and caches whose addresses are not known yet. */
  check(client: Client): readonly Finding[] {
    if (isOnNodeNetwork(client.pods) || this.policies.isolated(client.pods, "egress") === false) {
      return [];
    }
    const seen = new Set<string>();
    const literal = client.endpoints.flatMap((each) => {
      const key = `${each.endpoint.host} ${each.endpoint.ports.join()}`;
      const isSeen = seen.has(key);
      seen.add(key);
      return isSeen ? [] : [...this.checkLiteral(client, each), ...this.checkName(client, each)];
    });
    return [...literal, ...this.checkServers(client)];
  }

  private checkLiteral(client: Client, { endpoint, source }: ToldEndpoint): readonly Finding[] {
    const host = canonicalHost(endpoint.host, undefined);
    const number =
      host.kind === "address" && /^\d+$/.test(host.text) ? Number(host.text) : undefined;
    const ports = endpoint.ports.map((port): PodPort => ({ protocol: "TCP", port }));
    if (number === undefined || ports.length === 0) {
      return [];
    }
    const within = [{ first: number, last: number, prefix: 32 }];
    return this.checkWay(client, within, ports, {
      path: source.path,
      need: `leads to an address${shownSource(source)}`,
      what: "that address",
      rule: "an ipBlock with that address",
    });
  }

  /**
   * A host of elsewhere has addresses that only DNS knows. A database is connected to; an address of the web may be one that the
   * workload only tells others.
   */
  private checkName(client: Client, { endpoint, source }: ToldEndpoint): readonly Finding[] {
    const { namespace } = client.told;
    const host = canonicalHost(endpoint.host, isKnown(namespace) ? namespace : undefined);
    if (host.kind !== "name" || endpoint.ports.length === 0 || this.ownHosts.has(host.text)) {
      return [];
    }
    const ports = endpoint.ports.map((port): PodPort => ({ protocol: "TCP", port }));
    const wanted = {
      path: source.path,
      need: `leads to a host outside of the cluster${shownSource(source)}`,
      what: "any address outside of the cluster",
      rule: "an ipBlock of that host",
    };
    const found = this.checkWay(client, EVERYWHERE, ports, wanted, "any");
    return endpoint.ports.some(isBackingPort)
      ? found
      : found.map(({ path, message }) =>
          undetermined(path, `${message} Whether the workload connects there cannot be told.`),
        );
  }

  /** Values that are made from a database and are not known yet: whatever its address will be, a rule must admit it. */
  private checkServers(client: Client): readonly Finding[] {
    const seen = new Set<string>();
    return client.told.unread.flatMap(({ source }) =>
      [...madeFrom(source, client.told.resource)].flatMap((urn) => {
        const server = this.servers.get(urn);
        if (server === undefined || seen.has(urn)) {
          return [];
        }
        seen.add(urn);
        return this.checkServer(client, server, source);
      }),
    );
  }

  private checkServer(
    client: Client,
    server: StackResource,
    source: ToldEndpoint["source"],
  ): readonly Finding[] {
    const ports = (PORTS.get(server.type) ?? CACHE_PORTS).map(
      (port): PodPort => ({ protocol: "TCP", port }),
    );
    const shown = subjectOf({ ...server, props: server.inputs ?? server.props });
    const within = this.peeredRanges.length > 0 ? this.peeredRanges : PRIVATE;
    const wanted = {
      path: source.path,
      need: `is made from ${shown}${shownSource(source)}, which has an address outside of the cluster`,
      what: `any such address`,
      rule: "an ipBlock with the range of its address",
    };
    const whole = this.checkWay(client, within, ports, wanted);
    const isInRules = [server.urn, ...this.ranges].some((urn) => this.inRules.has(urn));
    // A block that is made from the address, or from its range, holds it.
    if (whole.length === 0 || (isInRules && whole.every(({ kind }) => kind === "undetermined"))) {
      return [];
    }
    const part = this.checkWay(client, within, ports, wanted, "any");
    return part.length > 0
      ? part
      : [
          undetermined(
            source.path,
            `${wanted.need} that is known only after deployment, and whether the ipBlocks that ${objectSubject(client.pods.object)} may connect to hold it cannot be told. Make sure that they do.`,
          ),
        ];
  }

  private checkWay(
    { pods }: Client,
    within: readonly Range[],
    ports: readonly PodPort[],
    wanted: {
      readonly path: string;
      readonly need: string;
      readonly what: string;
      readonly rule: string;
    },
    needs: "every" | "any" = "every",
  ): readonly Finding[] {
    const ways = ports.map((at) =>
      closedAlong({ from: pods, to: { is: "addresses", within, needs }, at }, this.policies),
    );
    const isAdmitted = ways.some((closed) => isOpen(closed) === true);
    const [first] = ways;
    const [port] = ports;
    if (isAdmitted || first === undefined || port === undefined) {
      return [];
    }
    const unsure = ways.find((closed) => closed.some(({ unknown }) => unknown !== undefined));
    return [
      closedFinding(
        {
          path: wanted.path,
          need: wanted.need,
          from: "",
          to: `to ${wanted.what} on ${shownPort(port)}`,
          peers: { egress: wanted.rule, ingress: "" },
          port: shownPort(port),
        },
        unsure ?? first,
        this.policies,
      ),
    ];
  }
}

/** The hosts of Ingresses, gateways and routes. */
function hostsServed(index: ObjectIndex): readonly string[] {
  const places = [
    ...index
      .ofKind("Ingress", "networking.k8s.io")
      .flatMap(({ place }) => place.at("spec", "rules").entries())
      .map((rule) => rule.at("host")),
    ...index
      .ofKind("Gateway", GATEWAY_GROUP)
      .flatMap(({ place }) => place.at("spec", "listeners").entries())
      .map((listener) => listener.at("hostname")),
    ...["HTTPRoute", "GRPCRoute"]
      .flatMap((kind) => index.ofKind(kind, GATEWAY_GROUP))
      .flatMap(({ place }) => place.at("spec", "hostnames").entries()),
  ];
  return places.flatMap(({ value }) => (typeof value === "string" ? [value.toLowerCase()] : []));
}

/** The range of private services access that a program declares, from which databases take their addresses. */
function peeredRange({ inputs, props }: StackResource): readonly Range[] {
  const [purpose, address, length] = ["purpose", "address", "prefixLength"].map(
    (key) => new Place(inputs ?? props).at(key).value ?? new Place(props).at(key).value,
  );
  const range =
    purpose === "VPC_PEERING" && typeof address === "string" && typeof length === "number"
      ? rangeOf(address, length)
      : undefined;
  return range === undefined ? [] : [range];
}
