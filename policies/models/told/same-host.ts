import type { StackResource } from "../../framework/policy";
import { isKnown, type Value } from "../../framework/value";
import {
  type CanonicalHost,
  canonicalHost,
  compareHosts,
  type SameHost,
} from "../endpoint/canonical-host";
import type { ObjectIndex } from "../kubernetes/object-index";
import { readService, type Service } from "../kubernetes/service";
import type { ToldWorkload } from "./told-settings";

/** How often a Service may be another name for a further one. */
const MAX_ALIASES = 4;

/** Tells whether two hosts are one, by their spelling and by the Services that a program declares. */
export class HostComparison {
  constructor(private readonly index: ObjectIndex) {}

  /** Compares two hosts as a workload reads them. */
  compare(one: string, other: string, { workload, namespace }: ToldWorkload): SameHost {
    if (one.startsWith("/") || other.startsWith("/")) {
      // A socket and an address are two ways to one server as often as not.
      return one === other || !(one.startsWith("/") && other.startsWith("/"))
        ? "same"
        : "different";
    }
    const reader =
      workload.platform === "cloud-run" ? "outside" : isKnown(namespace) ? namespace : undefined;
    const [left, right] = [one, other].map((host) => canonicalHost(host, reader)) as [
      CanonicalHost,
      CanonicalHost,
    ];
    const spelled = compareHosts(left, right);
    return spelled === "same" ? spelled : this.compareServers(left, right, spelled);
  }

  /** The Service that a host is the name of, if the program declares it. */
  serviceOf(
    host: string,
    {
      workload,
      namespace,
      resource,
    }: Pick<ToldWorkload, "workload" | "namespace"> & Partial<Pick<ToldWorkload, "resource">>,
  ): Service | undefined {
    const reader = isKnown(namespace) ? namespace : undefined;
    return workload.platform === "cloud-run"
      ? undefined
      : this.declared(canonicalHost(host, reader), namespace, resource);
  }

  private compareServers(one: CanonicalHost, other: CanonicalHost, spelled: SameHost): SameHost {
    const [left, right] = [this.resolved(one), this.resolved(other)];
    if (left === undefined || right === undefined) {
      return "unsure";
    }
    if (left.host !== one || right.host !== other) {
      const resolved = compareHosts(left.host, right.host);
      if (resolved !== "different") {
        return resolved;
      }
    }
    if (left.service !== undefined && right.service !== undefined) {
      return this.sharePods(left.service, right.service) ?? spelled;
    }
    const [service, outside] =
      left.service === undefined ? [right.service, left.host] : [left.service, right.host];
    return service === undefined || outside.kind === "loopback"
      ? spelled
      : (this.compareAddress(service, outside) ?? (mayBeAt(service, outside) ? "unsure" : spelled));
  }

  /** A Service without a selector leads to the addresses that its EndpointSlices and Endpoints name. */
  private compareAddress(service: Service, outside: CanonicalHost): SameHost | undefined {
    const { name, namespace } = service.object;
    if (service.hasSelector !== false || outside.kind !== "address" || typeof name !== "string") {
      return undefined;
    }
    const slices = this.index
      .ofKind("EndpointSlice", "discovery.k8s.io")
      .filter(
        (slice) =>
          slice.namespace === namespace &&
          slice.place.at("metadata", "labels", "kubernetes.io/service-name").value === name,
      )
      .flatMap(({ place }) => place.at("endpoints").entries());
    const subsets = this.index
      .ofKind("Endpoints")
      .filter((endpoints) => endpoints.namespace === namespace && endpoints.name === name)
      .flatMap(({ place }) => place.at("subsets").entries());
    const addresses = [
      ...slices.flatMap((endpoint) => endpoint.at("addresses").entries()),
      ...subsets.flatMap((subset) =>
        subset
          .at("addresses")
          .entries()
          .map((address) => address.at("ip")),
      ),
    ].map(({ value }) => (typeof value === "string" ? canonicalHost(value, "outside") : undefined));
    const isOne = addresses.some(
      (each) => each !== undefined && compareHosts(each, outside) === "same",
    );
    return isOne
      ? "same"
      : addresses.length > 0 && !addresses.includes(undefined)
        ? "different"
        : undefined;
  }

  /** What a host comes to where Services are other names; undefined where that cannot be told now. */
  private resolved(
    host: CanonicalHost,
    depth = 0,
  ): { readonly host: CanonicalHost; readonly service?: Service } | undefined {
    const service = this.declared(host, undefined);
    if (service === undefined || depth > MAX_ALIASES) {
      return { host };
    }
    const { externalName } = service;
    if (externalName === undefined) {
      return { host, service };
    }
    return isKnown(externalName)
      ? this.resolved(canonicalHost(externalName, "outside"), depth + 1)
      : undefined;
  }

  private declared(
    host: CanonicalHost,
    reader: Value<string> | undefined,
    asker?: StackResource,
  ): Service | undefined {
    if (host.kind !== "service") {
      return undefined;
    }
    const namespace = host.namespace ?? reader;
    const lookup =
      namespace === undefined
        ? undefined
        : this.index.find({
            kind: "Service",
            namespace,
            name: host.name,
            ...(asker === undefined ? {} : { asker }),
          });
    const [object] = lookup?.is === "found" ? lookup.objects : [];
    return object === undefined ? undefined : readService(object);
  }

  private sharePods(one: Service, other: Service): SameHost | undefined {
    if (one.hasSelector === false || other.hasSelector === false) {
      return "unsure";
    }
    const [left, right] = [one, other].map((service) => this.index.podsOfService(service));
    const shared = left?.pods.some((pods) => right?.pods.includes(pods));
    const mayShare = [left, right].some((selected) => (selected?.maybe.length ?? 0) > 0);
    return shared ? "same" : mayShare ? "unsure" : undefined;
  }
}

/** A Service can be reached under an address, too; one without a selector leads wherever its endpoints say. */
function mayBeAt(service: Service, outside: CanonicalHost): boolean {
  return service.hasSelector !== true ||
    (outside.kind === "address" && service.type !== "ClusterIP")
    ? true
    : outside.kind === "address" && isKnown(service.isHeadless) && !service.isHeadless;
}
