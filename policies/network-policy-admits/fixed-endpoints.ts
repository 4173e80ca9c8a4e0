import type { Finding } from "../framework/finding";
import type { Place } from "../framework/place";
import { someOf } from "../framework/truth";
import { objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { Service } from "../models/kubernetes/service";
import { parseRange, type Range } from "../models/network/range";
import type { ClusterPolicies } from "../models/network-policy/cluster-policies";
import type { Client } from "../models/told/clients";
import { shownSource, type ToldEndpoint } from "../models/told/told-endpoints";
import { closedFinding, shownPort } from "./message";
import { closedAlong, isOpen, type PodPort } from "./path";

/** The label of an EndpointSlice that names its Service. */
const SERVICE_NAME = "kubernetes.io/service-name";

/** Addresses outside of the cluster to which a Service leads. */
interface FixedEndpoints {
  readonly addresses: readonly Range[];
  readonly ports: readonly PodPort[];
}

/** Whether a client reaches the addresses that the program itself puts behind a Service without a selector. */
export function checkFixedEndpoints(
  { pods }: Client,
  { source }: Pick<ToldEndpoint, "source">,
  service: Service,
  index: ObjectIndex,
  policies: ClusterPolicies,
): readonly Finding[] {
  const { addresses, ports } = fixedEndpoints(service, index);
  const ways = ports.map((at) =>
    closedAlong(
      { from: pods, to: { is: "addresses", within: addresses, needs: "every" }, at },
      policies,
    ),
  );
  const [port] = ports;
  if (addresses.length === 0 || port === undefined || someOf(ways.map(isOpen)) === true) {
    return [];
  }
  const unsure = ways.find((closed) => closed.some(({ unknown }) => unknown !== undefined));
  return [
    closedFinding(
      {
        path: source.path,
        need: `leads to ${objectSubject(service.object)}${shownSource(source)}, behind which are addresses outside of the cluster`,
        from: "",
        to: `to these addresses on ${shownPort(port)}`,
        peers: { egress: "ipBlocks with these addresses", ingress: "" },
        port: shownPort(port),
      },
      unsure ?? ways[0] ?? [],
      policies,
    ),
  ];
}

/** What the EndpointSlices and the Endpoints of a Service hold, as far as it is known. */
function fixedEndpoints({ object }: Service, index: ObjectIndex): FixedEndpoints {
  const own = (other: { readonly namespace: unknown }) => other.namespace === object.namespace;
  const slices = index
    .ofKind("EndpointSlice", "discovery.k8s.io")
    .filter(own)
    .filter(({ place }) => place.at("metadata", "labels", SERVICE_NAME).value === object.name);
  const subsets = index
    .ofKind("Endpoints")
    .filter(own)
    .filter(({ name }) => name === object.name)
    .flatMap(({ place }) => place.at("subsets").entries());
  const addresses = [
    ...slices
      .flatMap(({ place }) => place.at("endpoints").entries())
      .flatMap((endpoint) => endpoint.at("addresses").entries()),
    ...subsets
      .flatMap((subset) => subset.at("addresses").entries())
      .map((address) => address.at("ip")),
  ];
  return {
    addresses: addresses.flatMap(({ value }) =>
      typeof value === "string" ? (parseRange(value) ?? []) : [],
    ),
    ports: [...slices.map(({ place }) => place), ...subsets].flatMap(portsAt),
  };
}

function portsAt(place: Place): readonly PodPort[] {
  return place
    .at("ports")
    .entries()
    .flatMap((entry): PodPort[] => {
      const port = entry.at("port").value;
      const protocol = entry.at("protocol").value ?? "TCP";
      return typeof port === "number" && (protocol === "TCP" || protocol === "UDP")
        ? [{ protocol, port }]
        : [];
    });
}
