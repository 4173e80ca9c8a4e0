import { type Finding, undetermined, violation } from "../framework/finding";
import { Place } from "../framework/place";
import type { StackFinding, StackResource } from "../framework/policy";
import { Unknown } from "../framework/value";
import { imageName } from "../models/carrier/workload-text";
import { objectSubject } from "../models/kubernetes/object";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { isUnseenObjects } from "../models/kubernetes/object-kind";
import { checkBalancers } from "./balancers";
import { type Entrance, entrancesIn } from "./entrance";

const RECORD = "gcp:dns/recordSet:RecordSet";

/** Judges the ways by which the internet reaches the workloads of a program. */
export function checkExposed(
  stack: readonly StackResource[],
  most: number,
): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  const follows = hasRecordKeeper(stack, index);
  return [
    ...checkBalancers(index, most),
    ...entrancesIn(stack, index).flatMap((entrance) =>
      [
        ...(follows || isInRecord(entrance, stack) ? [] : checkAddress(entrance)),
        ...checkCertificate(entrance),
        ...checkCovered(entrance, index),
      ].map((finding) => ({
        subject: objectSubject(entrance.object),
        urn: entrance.object.resource.urn,
        finding,
      })),
    ),
  ];
}

function checkAddress({ object, hosts, address, hasAddress }: Entrance): readonly Finding[] {
  if (hasAddress) {
    return [];
  }
  const how =
    object.kind === "Gateway"
      ? "Reserve a GlobalAddress and name it in spec.addresses with type NamedAddress."
      : 'Reserve a GlobalAddress and name it in the annotation "kubernetes.io/ingress.global-static-ip-name".';
  return [
    violation(
      address.path,
      `${object.kind === "Gateway" ? "is not set" : "names no static address"}, so the load balancer of ${shownHosts(hosts)} has another address whenever it is made again, and the records of the host lead nowhere. ${how}`,
    ),
  ];
}

function checkCertificate({
  object,
  hosts,
  certificates,
  hasCertificate,
  onlyRedirects,
}: Entrance): readonly Finding[] {
  return hasCertificate || onlyRedirects
    ? []
    : [
        violation(
          certificates.path,
          `${object.kind === "Gateway" ? "has no listener with a certificate" : "is not set and no annotation names a certificate"}, so ${shownHosts(hosts)} ${hosts.length < 2 ? "is" : "are"} served without encryption. ${object.kind === "Gateway" ? 'Add a listener of protocol HTTPS, with the annotation "networking.gke.io/certmap" or with certificateRefs.' : 'Name a certificate in the annotation "networking.gke.io/managed-certificates".'}`,
        ),
      ];
}

/** A managed certificate that the Ingress names is for its own domains only, and for no wildcard. */
function checkCovered({ object, hosts }: Entrance, index: ObjectIndex): readonly Finding[] {
  const annotations = object.place.at("metadata", "annotations");
  const text = annotations.at("networking.gke.io/managed-certificates").value;
  if (object.kind !== "Ingress" || typeof text !== "string") {
    return [];
  }
  const names = text.split(",").map((name) => name.trim());
  const found = names.map((name) =>
    index.find({
      group: "networking.gke.io",
      kind: "ManagedCertificate",
      namespace: object.namespace,
      name,
      asker: object.resource,
    }),
  );
  const certificates = found.flatMap((each) => (each.is === "found" ? each.objects : []));
  const domains = certificates.flatMap(({ place }) => place.at("spec", "domains"));
  const entries = domains.flatMap((list) => list.entries());
  const unread = [...domains, ...entries]
    .map(({ value }) => value)
    .find((value): value is Unknown => value instanceof Unknown);
  const covered = new Set(entries.map(({ value }) => value));
  const missing = hosts.filter((host) => !covered.has(host));
  const hasOther = (object.place.at("spec", "tls").value ?? undefined) !== undefined;
  if (missing.length === 0 || hasOther || found.some((each) => each.is !== "found")) {
    return [];
  }
  const path = `${annotations.path}["networking.gke.io/managed-certificates"]`;
  if (unread !== undefined) {
    return [
      undetermined(
        path,
        `names a certificate of which a domain ${unread.reason}, so whether it is for ${shownHosts(missing)} cannot be told. Give its domains as literals.`,
      ),
    ];
  }
  const domainsShown = entries.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  return [
    violation(
      path,
      `names certificates for ${shownHosts(domainsShown)}, and ${shownHosts(missing)} ${missing.length === 1 ? "is" : "are"} not among them. Add the host to the domains of a ManagedCertificate.`,
    ),
  ];
}

/** Whether something in the cluster keeps the records of hosts at whatever address the load balancers have. */
function hasRecordKeeper(stack: readonly StackResource[], index: ObjectIndex): boolean {
  return (
    index.pods.some(({ spec }) =>
      spec
        .at("containers")
        .entries()
        .some((container) => imageName({ image: container.at("image").text() }) === "external-dns"),
    ) ||
    stack.some(({ type, inputs, props }) => {
      const chart = new Place(inputs ?? props).at("chart").value;
      return isUnseenObjects(type) && typeof chart === "string" && chart.includes("external-dns");
    })
  );
}

/** Whether a record of the program is made from what the load balancer says of itself. */
function isInRecord({ object }: Entrance, stack: readonly StackResource[]): boolean {
  return stack.some(
    ({ type, propertyDependencies }) =>
      type === RECORD && propertyDependencies.get("rrdatas")?.includes(object.resource.urn),
  );
}

function shownHosts(hosts: readonly string[]): string {
  if (hosts.length === 0) {
    return "its host";
  }
  const shown = hosts.slice(0, 3).map((host) => `"${host}"`);
  const more = hosts.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(" and ");
}
