import {
  collectorName,
  createdByJob,
  type GkeServiceConfiguration,
  gkeServicesOf,
  otlpPorts,
  poolerName,
  poolerNamespaceOf,
  portOf,
  preparationName,
  routedServices,
  type StackConfiguration,
  speaksTls,
  type Use,
} from "../../../config";
import { probesOf } from "../probe-proxy/probe-proxy";
import type { NetworkPath, Peer, Pods } from "./path";

/**
 * From where Google's load balancers and their health checks come:
 * https://cloud.google.com/load-balancing/docs/firewall-rules.
 */
const loadBalancers = ["130.211.0.0/22", "35.191.0.0/16"];

/** Where the collectors of Managed Prometheus stand: https://cloud.google.com/stackdriver/docs/managed-prometheus/setup-managed. */
const collectors: Peer = { is: "namespaces", names: ["gke-gmp-system", "gmp-system"] };

/**
 * The metadata server of a node, from which a pod gets the tokens of its Google service account, where Dataplane V2 finds
 * it and where it is without: https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#network-policies.
 */
const metadataServer = [
  { cidr: "169.254.169.254/32", port: 80 },
  { cidr: "169.254.169.252/32", port: 988 },
];

/** All addresses but those of private networks, of the node itself and of none: https://www.rfc-editor.org/rfc/rfc6890. */
const internet: Peer = {
  is: "addresses",
  cidr: "0.0.0.0/0",
  except: [
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
  ],
};
const httpsPort = 443;

/** The ports of Memorystore: https://cloud.google.com/memorystore/docs/redis/in-transit-encryption. */
const cachePorts = { tls: 6378, clear: 6379 };

/** The part of a configuration from which paths follow. */
export type PathSource = Pick<
  StackConfiguration,
  "services" | "postgres" | "redis" | "edge" | "network" | "gke" | "telemetry"
>;

/**
 * Every connection that pods of the stack make or take, DNS aside: those that `uses`, routes, metrics, `egress` and their
 * Google service accounts imply, and no others.
 */
export function networkPaths(source: PathSource): NetworkPath[] {
  const services = gkeServicesOf(source);
  const routed = routedServices(source.edge);
  const paths = [
    ...Object.entries(services).flatMap(([name, service]) => [
      ...Object.values(service.uses).flatMap((use) => usePaths(source, podsOf(name, service), use)),
      ...outwardPaths(podsOf(name, service), service),
      ...(routed.has(name)
        ? loadBalancers.flatMap((cidr) => balancerPaths(name, service, cidr))
        : []),
      ...(service.metrics ? [ingress(name, service, collectors)] : []),
    ]),
    ...poolerPaths(source),
    ...telemetryPaths(source),
    ...jobPaths(source),
  ];
  // Several databases can lie in the same range, at the same port.
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
}

function podsOf(name: string, { namespace }: GkeServiceConfiguration): Pods {
  return { namespace, name };
}

function ingress(name: string, service: GkeServiceConfiguration, peer: Peer): NetworkPath {
  return { pods: podsOf(name, service), direction: "ingress", peer, port: service.port };
}

/** A load balancer brings requests to the service, and asks how it is where its readiness probe does. */
function balancerPaths(
  name: string,
  service: GkeServiceConfiguration,
  cidr: string,
): NetworkPath[] {
  const path = ingress(name, service, { is: "addresses", cidr });
  const port = probesOf(service).requests.readiness.port;
  return port === undefined ? [path] : [path, { ...path, port }];
}

/** What a use leads to: pods of the cluster, or addresses of managed services. */
function targetOf(source: PathSource, use: Use): { peer: Peer; port: number } | undefined {
  const { target } = use;
  const managed: Peer = { is: "addresses", cidr: source.network.privateServicesRange.cidr };
  switch (use.kind) {
    case "postgres": {
      const database = source.postgres[target];
      return (
        database && {
          peer: poolerPods(source, target) ?? podsOrRange(target, database, managed),
          port: portOf(database),
        }
      );
    }
    case "redis": {
      const cache = source.redis[target];
      if (cache === undefined) {
        return undefined;
      }
      const managedPort = speaksTls(cache) ? cachePorts.tls : cachePorts.clear;
      return {
        peer: podsOrRange(target, cache, managed),
        port: cache.type === "in-cluster" ? cachePorts.clear : managedPort,
      };
    }
    case "service": {
      const service = gkeServicesOf(source)[target];
      return service && { peer: { is: "pods", ...podsOf(target, service) }, port: service.port };
    }
  }
}

/** The pods of PgBouncer before a database; undefined where there is none. */
function poolerPods({ postgres, gke }: PathSource, name: string): (Peer & Pods) | undefined {
  const database = postgres[name];
  const namespace = database && poolerNamespaceOf(database, gke);
  return namespace === undefined ? undefined : { is: "pods", namespace, name: poolerName(name) };
}

/** The ways from PgBouncer to the databases behind it. */
function poolerPaths(source: PathSource): NetworkPath[] {
  const managed: Peer = { is: "addresses", cidr: source.network.privateServicesRange.cidr };
  return Object.entries(source.postgres).flatMap(([name, database]): NetworkPath[] => {
    const pods = poolerPods(source, name);
    return pods === undefined
      ? []
      : leadTo(
          { namespace: pods.namespace, name: pods.name },
          podsOrRange(name, database, managed),
          portOf({}),
        );
  });
}

function podsOrRange(
  name: string,
  store: StackConfiguration["postgres"][string] | StackConfiguration["redis"][string],
  managed: Peer,
): Peer {
  return store.type === "in-cluster" ? { is: "pods", namespace: store.namespace, name } : managed;
}

/** What a use opens, at both ends: a connection that one end may make is worth nothing where the other may not take it. */
function usePaths(source: PathSource, pods: Pods, use: Use): NetworkPath[] {
  const target = targetOf(source, use);
  if (target === undefined) {
    return [];
  }
  return leadTo(pods, target.peer, target.port);
}

function leadTo(pods: Pods, peer: Peer, port: number): NetworkPath[] {
  return peer.is === "pods"
    ? bothEnds(pods, { namespace: peer.namespace, name: peer.name }, port)
    : [{ pods, direction: "egress", peer, port }];
}

/** Both ends of a connection between pods. */
function bothEnds(from: Pods, to: Pods, port: number): NetworkPath[] {
  return [
    { pods: from, direction: "egress", peer: { is: "pods", ...to }, port },
    { pods: to, direction: "ingress", peer: { is: "pods", ...from }, port },
  ];
}

function outwardPaths(pods: Pods, service: Pick<GkeServiceConfiguration, "egress">): NetworkPath[] {
  return [
    ...metadataServer.map(
      ({ cidr, port }) =>
        ({ pods, direction: "egress", peer: { is: "addresses", cidr }, port }) as const,
    ),
    ...(service.egress.internet
      ? [{ pods, direction: "egress", peer: internet, port: httpsPort } as const]
      : []),
  ];
}

/** The ways of telemetry: from every service that sends it to the collector, and from there to Google. */
function telemetryPaths(source: PathSource): NetworkPath[] {
  const { telemetry } = source;
  if (telemetry?.collectors.gke === undefined) {
    return [];
  }
  const pods = { namespace: telemetry.collectors.gke.namespace, name: collectorName };
  const port = otlpPorts[telemetry.protocol];
  return [
    ...Object.entries(gkeServicesOf(source)).flatMap(([name, service]) =>
      service.telemetry?.collectorVariable === undefined
        ? []
        : bothEnds(podsOf(name, service), pods, port),
    ),
    ...outwardPaths(pods, { egress: { internet: true } }),
  ];
}

/** The ways of the jobs that create databases and users: in AlloyDB past its pooler, and in the servers of the cluster. */
function jobPaths({ postgres, gke, network }: PathSource): NetworkPath[] {
  return Object.entries(postgres).flatMap(([name, database]): NetworkPath[] => {
    const job = preparationName(name);
    const port = portOf({});
    if (database.type === "in-cluster") {
      const { namespace } = database;
      return bothEnds({ namespace, name: job }, { namespace, name }, port);
    }
    return gke === undefined ||
      database.type !== "alloydb" ||
      createdByJob(database.databases).length === 0
      ? []
      : [
          {
            pods: { namespace: gke.namespace, name: job },
            direction: "egress",
            peer: { is: "addresses", cidr: network.privateServicesRange.cidr },
            port,
          },
        ];
  });
}
