import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import type { StackFinding } from "../framework/policy";
import { isKnown } from "../framework/value";
import { objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { Service } from "../models/kubernetes/service";
import { portNumber } from "../models/port/port-number";

const ADDRESSES: ReadonlySet<string> = new Set([
  "gcp:compute/address:Address",
  "gcp:compute/globalAddress:GlobalAddress",
]);

/** Something that only one Service can have, with the place that asks for it. */
interface Claim {
  readonly key: string;
  readonly service: Service;
  readonly path: string;
  /** The words for what is claimed, such as `the node port "30080"`. */
  readonly shown: string;
  /** Why only one can have it, and what to do, as full sentences. */
  readonly reason: string;
}

/**
 * What is wrong between the ports of the Services of a program: one port twice in a Service, one port of the nodes for two of
 * them, or one port of an address.
 */
export function checkServices(index: ObjectIndex): readonly StackFinding[] {
  const services = index.services.filter(({ object }) => !object.isPatch);
  const first = new Map<string, Claim>();
  return services.flatMap((service) => [
    ...about(service, [...checkOwnPorts(service), ...checkOwnNodePorts(service)]),
    ...[...nodePorts(service), ...addressPorts(service, index)].flatMap((claim) => {
      const other = first.get(claim.key);
      first.set(claim.key, other ?? claim);
      return other === undefined || other.service === service
        ? []
        : about(service, [
            violation(
              claim.path,
              `asks for ${claim.shown}, which ${objectSubject(other.service.object)} has: ${claim.reason}`,
            ),
          ]);
    }),
  ]);
}

function about({ object }: Service, findings: readonly Finding[]): readonly StackFinding[] {
  return findings.map((finding) => ({
    subject: objectSubject(object),
    urn: object.resource.urn,
    finding,
  }));
}

function checkOwnPorts({ ports }: Service): readonly Finding[] {
  const first = new Map<string, string>();
  return ports.flatMap(({ place, port, protocol }) => {
    const at = place.at("port");
    if (port === undefined || ports.length < 2) {
      return [];
    }
    if (!isKnown(port) || !isKnown(protocol)) {
      const reason = isKnown(port) ? (isKnown(protocol) ? "" : protocol.reason) : port.reason;
      return [
        undetermined(
          isKnown(port) ? place.at("protocol").path : at.path,
          `${reason}, so it could not be compared with the other ports. Give it as a literal.`,
        ),
      ];
    }
    const key = `${port}/${protocol}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, at.path);
      return [];
    }
    return [
      violation(
        at.path,
        `gives the port "${port}" again, which ${before} gives already: the cluster refuses such a Service. Give one of them another port.`,
      ),
    ];
  });
}

/** One Service may have a port of the nodes for each protocol: https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/. */
function checkOwnNodePorts({ ports, type }: Service): readonly Finding[] {
  const first = new Map<string, string>();
  return ports.flatMap(({ place, protocol }) => {
    const at = place.at("nodePort");
    const number = portNumber(at);
    if (typeof number !== "number" || number === 0 || !isKnown(protocol) || type === "ClusterIP") {
      return [];
    }
    const key = `${number}/${protocol}`;
    const before = first.get(key);
    first.set(key, before ?? at.path);
    return before === undefined
      ? []
      : [
          violation(
            at.path,
            `gives the port "${number}" of the nodes again, which ${before} gives already: the cluster refuses such a Service. Leave one of them out, so that the cluster chooses one that is free.`,
          ),
        ];
  });
}

/** The cluster hands each out once, whatever the protocol: https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport. */
function nodePorts(service: Service): readonly Claim[] {
  const { type, object } = service;
  if (type !== "NodePort" && type !== "LoadBalancer") {
    return [];
  }
  const places = [
    ...service.ports.map(({ place }) => place.at("nodePort")),
    object.place.at("spec", "healthCheckNodePort"),
  ];
  return places.flatMap((place) => {
    const number = portNumber(place);
    return typeof number !== "number" || number === 0
      ? []
      : [
          {
            key: `node ${object.resource.provider?.urn ?? ""} ${number}`,
            service,
            path: place.path,
            shown: `the port "${number}" of the nodes`,
            reason:
              "a cluster gives it to one Service. Leave it out, so that the cluster chooses one that is free, or give another.",
          },
        ];
  });
}

function addressPorts(service: Service, index: ObjectIndex): readonly Claim[] {
  const { type, object } = service;
  const place = object.place.at("spec", "loadBalancerIP");
  const address = type === "LoadBalancer" ? addressOf(service, place, index) : undefined;
  return address === undefined
    ? []
    : service.ports.flatMap(({ place: at, port, protocol }) =>
        typeof port !== "number" || !isKnown(protocol)
          ? []
          : [
              {
                key: `address ${address} ${port}/${protocol}`,
                service,
                path: at.at("port").path,
                shown: `the port "${port}" of the address in ${place.path}`,
                reason:
                  "a load balancer leads it to one of them. Give one of them another address or port, or lead to both from one Gateway.",
              },
            ],
      );
}

/** Addresses that two networks may both have: https://datatracker.ietf.org/doc/html/rfc1918. */
const PRIVATE = /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./;

/** The address itself, or the resource of the program that it is the address of; a private one is of the network of its cluster. */
function addressOf({ object }: Service, place: Place, index: ObjectIndex): string | undefined {
  if (place.unknownReason() === undefined) {
    const { value } = place;
    const cluster = PRIVATE.test(String(value)) ? ` of ${object.resource.provider?.urn}` : "";
    return typeof value === "string" && value !== "" ? `${value}${cluster}` : undefined;
  }
  const found = index.relations.behind(object.resource, place, (type) => ADDRESSES.has(type));
  const [only, ...others] = found;
  return others.length === 0 ? only?.resource.urn : undefined;
}
