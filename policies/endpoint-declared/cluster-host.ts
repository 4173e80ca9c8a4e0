import { Place } from "../framework/place";
import { isKnown, Unknown } from "../framework/value";
import { podOf } from "../models/carrier/object-reference";
import { type CanonicalHost, canonicalHost } from "../models/endpoint/canonical-host";
import { readNaming } from "../models/endpoint/naming";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { ToldEndpoint } from "../models/told/told-endpoints";
import type { ToldWorkload } from "../models/told/told-settings";

/** A name that only the name server of a cluster knows. */
export interface ClusterHost {
  readonly name: string;
  /** See `KubernetesObject.namespace`. */
  readonly namespace: string;
  /** The pod behind the Service that is meant, such as `db-0`. */
  readonly pod?: string;
  /** Whether it says that it is a Service, by `.svc`; a short name may be of something else where no Service has it. */
  readonly isFull: boolean;
}

/** Namespaces whose Services the cluster keeps itself, such as `kube-dns.kube-system`. */
const OF_THE_CLUSTER = /^(?:kube-|gke-|gmp-|istio-system$|asm-|config-management-)/;

/** The domains of clusters that are surely one: others may be of the world outside. */
const FULL = /\.svc(?:\.cluster\.local)?\.?$/i;

/**
 * Reads the host of an endpoint as a name of the cluster; undefined for any other host, and for a word that is only perhaps a
 * host.
 */
export function clusterHost(
  told: ToldEndpoint,
  workload: ToldWorkload,
  index: ObjectIndex,
): ClusterHost | undefined {
  const { host } = told.endpoint;
  const { namespace } = workload;
  const reader = namespace !== undefined && isKnown(namespace) ? namespace : undefined;
  const read = clusterHostOf(host, reader, index);
  return read === undefined || read.isFull || (isSurelyHost(told) && !isKnownToPod(host, workload))
    ? read
    : undefined;
}

/**
 * The same of a host alone, such as the name that a Service is another one for.
 *
 * @param reader The namespace of who reads it; `outside` where short names mean nothing.
 */
export function clusterHostOf(
  host: string,
  reader: string | undefined,
  index: ObjectIndex,
): ClusterHost | undefined {
  const canonical = canonicalHost(host, reader);
  if (canonical.kind !== "service" || canonical.namespace === undefined) {
    return undefined;
  }
  const { name, namespace, pod } = canonical;
  const isFull = FULL.test(host);
  if (OF_THE_CLUSTER.test(namespace) || (name === "kubernetes" && namespace === "default")) {
    return undefined;
  }
  if (!isFull && mayBeOutside(canonical, index)) {
    return undefined;
  }
  return { name, namespace, isFull, ...(pod === undefined ? {} : { pod }) };
}

/** `db.internal` is a name of the cluster only if the program has the namespace `internal`. */
function mayBeOutside(
  host: Extract<CanonicalHost, { kind: "service" }>,
  index: ObjectIndex,
): boolean {
  const { namespace = "", name, pod } = host;
  if (!host.mayBeOutside && pod === undefined) {
    return false;
  }
  const isOfProgram = index.declaresNamespace(namespace) || index.inNamespace(namespace).length > 0;
  return (
    !isOfProgram ||
    (pod !== undefined && index.find({ kind: "Service", namespace, name }).is !== "found")
  );
}

/** Google's metadata server, which each node knows by a short name. */
const METADATA = "metadata";

/** A pod may have names of its own for other hosts, or ask another name server, to which short names mean something else. */
function isKnownToPod(host: string, { workload, resource }: ToldWorkload): boolean {
  const [first] = workload.containers;
  const root = new Place(resource.inputs ?? resource.props);
  const pod = first === undefined ? new Place(undefined) : podOf(root, first);
  const policy = pod.at("dnsPolicy").value ?? "ClusterFirst";
  return (
    host === METADATA ||
    typeof policy !== "string" ||
    !policy.startsWith("ClusterFirst") ||
    pod.at("dnsConfig", "searches").value !== undefined ||
    pod.at("hostAliases").value instanceof Unknown ||
    pod
      .at("hostAliases")
      .entries()
      .flatMap((alias) => alias.at("hostnames").entries())
      .some(({ value }) => value instanceof Unknown || value === host)
  );
}

/** A word under a name that may mean something else than the host of another is no host for sure. */
function isSurelyHost({ endpoint, setting }: ToldEndpoint): boolean {
  if (endpoint.form !== "host") {
    return true;
  }
  const naming = readNaming(setting.name, setting.context);
  return naming.role === "host" && naming.owner === "other";
}
