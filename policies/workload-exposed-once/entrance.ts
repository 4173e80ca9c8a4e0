import type { Place } from "../framework/place";
import type { StackResource } from "../framework/policy";
import { isKnown, Unknown } from "../framework/value";
import {
  balancerOfGateway,
  balancerOfIngress,
  hasGoogleCluster,
} from "../models/kubernetes/google-load-balancer";
import type { KubernetesObject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";

/** A load balancer of Google that the internet reaches by host names. */
export interface Entrance {
  readonly object: KubernetesObject;
  /** The hosts that it is for, as far as they are known. */
  readonly hosts: readonly string[];
  /** Whether there are others. */
  readonly hasUnreadHosts: boolean;
  /** Where its static address is given. */
  readonly address: Place;
  readonly hasAddress: boolean;
  /** Where its certificates are given. */
  readonly certificates: Place;
  /** An unknown counts as one. */
  readonly hasCertificate: boolean;
  /** Whether it does nothing but send requests on to where they are encrypted. */
  readonly onlyRedirects: boolean;
}

const GATEWAY_GROUP = "gateway.networking.k8s.io";

const CERTIFICATE_ANNOTATIONS = [
  "networking.gke.io/managed-certificates",
  "ingress.gcp.kubernetes.io/pre-shared-cert",
  "networking.gke.io/certmap",
  "cert-manager.io/cluster-issuer",
  "cert-manager.io/issuer",
];

const ADDRESS_ANNOTATIONS = [
  "kubernetes.io/ingress.global-static-ip-name",
  "kubernetes.io/ingress.regional-static-ip-name",
  "networking.gke.io/static-ip",
];

/** All entrances of a program that are for host names. */
export function entrancesIn(
  stack: readonly StackResource[],
  index: ObjectIndex,
): readonly Entrance[] {
  const isOnGoogle = hasGoogleCluster(stack);
  const ingresses = index
    .ofKind("Ingress", "networking.k8s.io")
    .filter((object) => balancerOfIngress(object, isOnGoogle) === "external")
    .map(ofIngress);
  const gateways = index
    .ofKind("Gateway", GATEWAY_GROUP)
    .filter((object) => balancerOfGateway(object) === "external")
    .map((object) => ofGateway(object, index));
  return [...ingresses, ...gateways].filter(
    ({ object, hosts, hasUnreadHosts }) => !object.isPatch && (hosts.length > 0 || hasUnreadHosts),
  );
}

function ofIngress(object: KubernetesObject): Entrance {
  const spec = object.place.at("spec");
  const annotations = object.place.at("metadata", "annotations");
  const tls = spec.at("tls");
  return {
    object,
    ...hostsAt(
      spec
        .at("rules")
        .entries()
        .map((rule) => rule.at("host")),
    ),
    address: annotations,
    hasAddress: isAnnotated(annotations, ADDRESS_ANNOTATIONS),
    certificates: tls,
    hasCertificate:
      tls.value instanceof Unknown ||
      tls.entries().length > 0 ||
      isAnnotated(annotations, CERTIFICATE_ANNOTATIONS),
    onlyRedirects: false,
  };
}

function ofGateway(object: KubernetesObject, index: ObjectIndex): Entrance {
  const spec = object.place.at("spec");
  const annotations = object.place.at("metadata", "annotations");
  const listeners = spec.at("listeners");
  const routes = ["HTTPRoute", "GRPCRoute"]
    .flatMap((kind) => index.ofKind(kind, GATEWAY_GROUP))
    .filter((route) => leadsFrom(route, object));
  const addresses = spec.at("addresses");
  const secured = listeners
    .entries()
    .filter((listener) => listener.at("protocol").value !== "HTTP");
  const isUnread = [listeners, ...listeners.entries()].some(
    ({ value }) => value instanceof Unknown,
  );
  return {
    object,
    ...hostsAt([
      ...listeners.entries().map((listener) => listener.at("hostname")),
      ...routes.flatMap(({ place }) => place.at("spec", "hostnames").entries()),
    ]),
    address: addresses,
    hasAddress: addresses.value instanceof Unknown || addresses.entries().length > 0,
    certificates: listeners,
    hasCertificate:
      isUnread ||
      secured.some(
        (listener) => isAnnotated(annotations, CERTIFICATE_ANNOTATIONS) || hasTls(listener),
      ),
    onlyRedirects: routes.length > 0 && routes.every(redirects),
  };
}

function hasTls(listener: Place): boolean {
  const tls = listener.at("tls");
  const options = tls.at("options");
  return (
    tls.value instanceof Unknown ||
    tls.at("certificateRefs").value instanceof Unknown ||
    tls.at("certificateRefs").entries().length > 0 ||
    isAnnotated(options, ["networking.gke.io/pre-shared-certs", "networking.gke.io/certmap"])
  );
}

function leadsFrom({ place, namespace }: KubernetesObject, gateway: KubernetesObject): boolean {
  return place
    .at("spec", "parentRefs")
    .entries()
    .some((parent) => {
      const name = parent.at("name").value;
      return (
        (name === gateway.name || name instanceof Unknown) &&
        (parent.at("namespace").value ?? namespace) === gateway.namespace
      );
    });
}

/** Whether each rule of a route does nothing but redirect to HTTPS. */
function redirects({ place }: KubernetesObject): boolean {
  const rules = place.at("spec", "rules").entries();
  return (
    rules.length > 0 &&
    rules.every((rule) =>
      rule
        .at("filters")
        .entries()
        .some((filter) => filter.at("requestRedirect", "scheme").value === "https"),
    )
  );
}

function hostsAt(places: readonly Place[]): Pick<Entrance, "hosts" | "hasUnreadHosts"> {
  const texts = places.flatMap(({ value }) =>
    typeof value === "string" && value !== "" ? [value] : [],
  );
  return {
    hosts: [...new Set(texts)],
    hasUnreadHosts: places.some(({ value }) => value instanceof Unknown),
  };
}

function isAnnotated(annotations: Place, keys: readonly string[]): boolean {
  return (
    !isKnown(annotations.value) ||
    keys.some((key) => {
      const { value } = annotations.at(key);
      return value !== undefined && value !== null && value !== "";
    })
  );
}
