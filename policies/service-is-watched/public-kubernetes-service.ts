import type { Place } from "../framework/place";
import type { StackResource } from "../framework/policy";
import { type Data, isKnown, textOf, Unknown, type Value } from "../framework/value";
import { GATEWAY_GROUP, ROUTES } from "../models/kubernetes/gateway-api";
import {
  balancerOfGateway,
  balancerOfIngress,
  hasGoogleCluster,
} from "../models/kubernetes/google-load-balancer";
import type { KubernetesObject } from "../models/kubernetes/object";
import { objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import { referencesOfObject } from "../models/kubernetes/object-references";
import type { Service } from "../models/kubernetes/service";
import type { PublicService } from "./public-service";

const INTERNAL_ANNOTATIONS: readonly (readonly [name: string, value: RegExp])[] = [
  ["networking.gke.io/load-balancer-type", /^internal$/i],
  ["cloud.google.com/load-balancer-type", /^internal$/i],
  ["service.beta.kubernetes.io/aws-load-balancer-internal", /./],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", /^true$/],
];

/** Names by which people tell the class of a load balancer or controller that the internet does not reach. */
const INTERNAL_CLASS = /internal|private|intranet/i;

/** Ports on which the internet speaks HTTP; a Service with others only is none that an uptime check could ask. */
const HTTP_PORTS: readonly unknown[] = [80, 443, 8080, 8443];

/** The Services of Kubernetes that the internet reaches: by a load balancer of their own, an Ingress or a route. */
export function publicKubernetesServices(
  stack: readonly StackResource[],
  index: ObjectIndex,
): readonly PublicService[] {
  const hosts = new Map<KubernetesObject, { hosts: string[]; made: string[]; names: string[] }>();
  const reach = (
    service: KubernetesObject,
    by: KubernetesObject | undefined,
    led: readonly string[],
  ) => {
    const reached = hosts.get(service) ?? { hosts: [], made: [], names: [] };
    reached.hosts.push(...led);
    if (by !== undefined) {
      reached.made.push(by.resource.urn);
      reached.names.push(...(typeof by.name === "string" ? [by.name] : []));
    }
    hosts.set(service, reached);
  };
  for (const { object, type, ports } of index.services) {
    const isHttp = ports.some(({ port }) => HTTP_PORTS.includes(port));
    if (type === "LoadBalancer" && isHttp && isInternal(object) !== true) {
      reach(object, undefined, []);
    }
  }
  const isOnGoogle = hasGoogleCluster(stack);
  for (const object of index.objects) {
    if (object.isPatch || !isPublicFront(object, index, isOnGoogle)) {
      continue;
    }
    const led = hostsOf(object);
    for (const { kind, group, name, namespace, from } of referencesOfObject(object, index)
      .references) {
      const answer =
        kind === "Service"
          ? index.find({
              kind,
              group,
              name,
              asker: from.resource,
              ...(namespace === undefined ? {} : { namespace }),
            })
          : undefined;
      if (answer?.is === "found") {
        for (const service of answer.objects.filter(({ isPatch }) => !isPatch)) {
          reach(service, object, led);
        }
      }
    }
  }
  const services = new Map(index.services.map((service) => [service.object, service] as const));
  return [...hosts].map(([object, { hosts: led, made, names }]) => ({
    ...(typeof object.namespace === "string" ? { namespace: object.namespace.toLowerCase() } : {}),
    ...unsureOf(object, made),
    subject: objectSubject(object),
    urn: object.resource.urn,
    platform: "kubernetes" as const,
    names: [
      ...namesOf(object, services.get(object)),
      ...workloadsOf(services.get(object), index),
      ...names,
    ],
    hosts: led,
    made: [object.resource.urn, ...made],
    isBalanced: true,
  }));
}

/** Why the internet may not reach a Service by the load balancer of its own, where nothing else leads to it. */
function unsureOf(object: KubernetesObject, made: readonly string[]): { readonly unsure?: string } {
  const internal = made.length === 0 ? isInternal(object) : false;
  return isKnown(internal) ? {} : { unsure: `what keeps others out ${internal.reason}` };
}

/** Whether the internet does not reach the load balancer of a Service. */
function isInternal({ place }: KubernetesObject): Value<boolean> {
  const annotations = place.at("metadata", "annotations");
  const spec = place.at("spec");
  const ranges = [
    spec.at("loadBalancerSourceRanges"),
    annotations.at("service.beta.kubernetes.io/load-balancer-source-ranges"),
  ];
  const answers = [
    ...INTERNAL_ANNOTATIONS.map(([name, value]) => {
      const found = annotations.at(name).value;
      return isKnown(found) ? value.test(textOf(found ?? "")) : found;
    }),
    internalClass(spec.at("loadBalancerClass").value),
    ...ranges.map(keepsInternetOut),
  ];
  return (
    answers.find((answer) => answer === true) ?? answers.find((answer) => !isKnown(answer)) ?? false
  );
}

function internalClass(name: Data): Value<boolean> {
  return isKnown(name) ? INTERNAL_CLASS.test(textOf(name ?? "")) : name;
}

/** Whether a list of ranges, or a text of them with commas between, lets in somebody and not everybody. */
function keepsInternetOut(place: Place): Value<boolean> {
  const values = [place, ...place.entries()].map(({ value }) => value);
  const unread = values.find((value) => !isKnown(value));
  if (unread instanceof Unknown) return unread;
  const ranges = values.flatMap((value) => (typeof value === "string" ? value.split(",") : []));
  return ranges.length > 0 && !ranges.some((range) => /\/0$/.test(range.trim()));
}

function isPublicFront(object: KubernetesObject, index: ObjectIndex, isOnGoogle: boolean): boolean {
  if (object.group === "networking.k8s.io" && object.kind === "Ingress") {
    const { place } = object;
    const annotated = place.at("metadata", "annotations", "kubernetes.io/ingress.class").value;
    const name = annotated ?? place.at("spec", "ingressClassName").value;
    return balancerOfIngress(object, isOnGoogle) !== "internal" && internalClass(name) !== true;
  }
  if (object.group !== GATEWAY_GROUP || !ROUTES.includes(object.kind)) {
    return false;
  }
  return referencesOfObject(object, index).references.some(
    ({ kind, group, name, namespace, from }) => {
      if (kind !== "Gateway") {
        return false;
      }
      const answer = index.find({
        kind,
        group,
        name,
        asker: from.resource,
        ...(namespace === undefined ? {} : { namespace }),
      });
      return (
        answer.is === "found" &&
        answer.objects.some((gateway) => balancerOfGateway(gateway) === "external")
      );
    },
  );
}

function hostsOf({ kind, place }: KubernetesObject): readonly string[] {
  const spec = place.at("spec");
  const places =
    kind === "Ingress"
      ? spec
          .at("rules")
          .entries()
          .map((rule) => rule.at("host"))
      : spec.at("hostnames").entries();
  return places.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

/** Its name, and what the load balancer of a Gateway calls its ports. */
function namesOf(
  { name, namespace }: KubernetesObject,
  service: Service | undefined,
): readonly string[] {
  if (typeof name !== "string") {
    return [];
  }
  return typeof namespace !== "string"
    ? [name]
    : [
        name,
        ...(service?.ports ?? []).flatMap(({ port }) =>
          typeof port === "number" ? [`${namespace}-${name}-${port}`] : [],
        ),
      ];
}

/** The names of the workloads whose pods a Service selects, by which metrics of the cluster know it. */
function workloadsOf(service: Service | undefined, index: ObjectIndex): readonly string[] {
  const { pods = [] } = service === undefined ? {} : index.podsOfService(service);
  return pods.flatMap(({ object: { name } }) =>
    isKnown(name) && name !== undefined ? [name] : [],
  );
}
