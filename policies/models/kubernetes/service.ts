import type { Place } from "../../framework/place";
import { Unknown, type Value } from "../../framework/value";
import { portNumber } from "../port/port-number";
import type { KubernetesObject } from "./object";

/** One port of a Service. */
export interface ServicePort {
  /** The place of the port, such as `spec.ports[0]`. */
  readonly place: Place;
  readonly name: Value<string> | undefined;
  /** Where clients connect. */
  readonly port: Value<number> | undefined;
  /** Where the pods listen: a number, the name of a container's port, or an unknown. {@link port} where the program gives none. */
  readonly targetPort: Value<number | string> | undefined;
  /** `TCP` where the program gives none. */
  readonly protocol: Value<string>;
  readonly appProtocol: Value<string> | undefined;
}

/** A Service of Kubernetes. */
export interface Service {
  readonly object: KubernetesObject;
  /** The map of labels that its pods have; absent or empty for a Service whose endpoints somebody else keeps. */
  readonly selector: Place;
  readonly hasSelector: Value<boolean>;
  readonly ports: readonly ServicePort[];
  /** Why ports are missing here. */
  readonly portsUnknown?: string;
  /** Whether its name leads to each pod, so that clients connect to the ports of containers. */
  readonly isHeadless: Value<boolean>;
  /** Of a Service that is another name for a host. */
  readonly externalName: Value<string> | undefined;
  /** `ClusterIP` where the program gives none. */
  readonly type: Value<string>;
}

/** Reads a Service; undefined for any other object. */
export function readService(object: KubernetesObject): Service | undefined {
  if (object.group !== "core" || object.kind !== "Service") {
    return undefined;
  }
  const spec = object.place.at("spec");
  const ports = spec.at("ports");
  const unread = [ports, ...ports.entries()].find(({ value }) => value instanceof Unknown);
  const address = spec.at("clusterIP").text();
  const type = spec.at("type").text() ?? "ClusterIP";
  const selector = spec.at("selector");
  return {
    object,
    selector,
    hasSelector:
      selector.value instanceof Unknown
        ? selector.value
        : Object.keys(selector.record() ?? {}).length > 0,
    ports: ports
      .entries()
      .filter((port) => port.record() !== undefined)
      .map(readServicePort),
    ...(unread?.unknownReason() === undefined ? {} : { portsUnknown: unread.unknownReason() }),
    isHeadless: address instanceof Unknown ? address : address === "None",
    externalName:
      type === "ExternalName" || type instanceof Unknown
        ? spec.at("externalName").text()
        : undefined,
    type,
  };
}

function readServicePort(place: Place): ServicePort {
  const port = portNumber(place.at("port"));
  const target = place.at("targetPort").value;
  return {
    place,
    name: place.at("name").text(),
    port,
    targetPort:
      target instanceof Unknown || typeof target === "number"
        ? target
        : typeof target === "string"
          ? (portNumber(place.at("targetPort")) ?? target)
          : port,
    protocol: place.at("protocol").text() ?? "TCP",
    appProtocol: place.at("appProtocol").text(),
  };
}
