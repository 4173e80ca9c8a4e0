import { undetermined, violation } from "../framework/finding";
import type { StackFinding } from "../framework/policy";
import type { Truth } from "../framework/truth";
import { isKnown } from "../framework/value";
import { imageName } from "../models/carrier/workload-text";
import { objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { Service } from "../models/kubernetes/service";

/** MQTT with encryption, in the midst of the ports that web servers choose. */
const MQTTS = 8883;

/** Whether requests of the web usually come to a port. */
function isWebPort(port: number): boolean {
  return [80, 443, 3000, 5000].includes(port) || (port >= 8000 && port < 9000 && port !== MQTTS);
}

/** Images of what stands before other services, for which a load balancer of its own is right. */
const ENTRANCES =
  /ingress|traefik|envoy|istio|proxyv2|gateway|kong|haproxy|contour|ambassador|emissary|apisix|controller/;

const INTERNAL = ["networking.gke.io/load-balancer-type", "cloud.google.com/load-balancer-type"];

/**
 * Workloads of one application that each have a load balancer of their own for web requests: each has an address and a certificate of
 * its own, which are renewed, watched and forgotten one by one.
 *
 * @param most Load balancers that one application may have.
 */
export function checkBalancers(index: ObjectIndex, most: number): readonly StackFinding[] {
  const byApplication = new Map<string, Exposed[]>();
  for (const service of index.services) {
    const isExposed = exposure(service, index);
    if (isExposed !== false) {
      const application = applicationOf(service);
      const before = byApplication.get(application) ?? [];
      byApplication.set(application, [...before, { service, isExposed }]);
    }
  }
  return [...byApplication.values()]
    .filter((exposed) => exposed.length > most)
    .flatMap((exposed) => judge(exposed, most));
}

/** A Service that has a load balancer, or may have one. */
interface Exposed {
  readonly service: Service;
  readonly isExposed: Truth;
}

function judge(exposed: readonly Exposed[], most: number): readonly StackFinding[] {
  const sure = exposed.filter(({ isExposed }) => isExposed === true).map(({ service }) => service);
  return sure.length > most
    ? sure.map((service) => severalBalancers(service, sure, most))
    : exposed.flatMap(({ service: { object }, isExposed }) =>
        isKnown(isExposed)
          ? []
          : [
              {
                subject: objectSubject(object),
                urn: object.resource.urn,
                finding: undetermined(
                  object.place.at("spec", "type").path,
                  `${isExposed.reason}, so whether the application has more than ${most} load ${most === 1 ? "balancer" : "balancers"} cannot be told. Give it as a literal.`,
                ),
              },
            ],
      );
}

function severalBalancers(service: Service, all: readonly Service[], most: number): StackFinding {
  const { object } = service;
  const others = all
    .filter((each) => each !== service)
    .map((each) => objectSubject(each.object))
    .sort();
  return {
    subject: objectSubject(object),
    urn: object.resource.urn,
    finding: violation(
      object.place.at("spec", "type").path,
      `is "LoadBalancer", and so is that of ${others.join(" and ")} of the same application: each has an address and a certificate of its own. An application may have ${most === 1 ? "one load balancer" : `${most} load balancers`}. Set it to "ClusterIP", and lead to the Service from one Gateway or Ingress.`,
    ),
  };
}

function applicationOf({ object }: Service): string {
  const part = object.place.at("metadata", "labels", "app.kubernetes.io/part-of").value;
  return [object.resource.provider?.urn ?? "", typeof part === "string" ? part : ""].join("\n");
}

/** Whether the internet reaches the pods of a workload by a load balancer for web requests. */
function exposure(service: Service, index: ObjectIndex): Truth {
  const { object, type, ports } = service;
  if (
    (isKnown(type) && type !== "LoadBalancer") ||
    object.isPatch ||
    service.hasSelector !== true
  ) {
    return false;
  }
  const annotations = object.place.at("metadata", "annotations");
  const isInternal = INTERNAL.some((key) => annotations.at(key).value === "Internal");
  const isWeb = ports.some(
    ({ port, appProtocol }) =>
      (isKnown(port) && port !== undefined && isWebPort(port)) ||
      (isKnown(appProtocol) && /^(?:https?|.*\/h2c|.*\/wss?)$/i.test(appProtocol ?? "")),
  );
  const isOfWorkload = index.podsOfService(service).pods.some(({ spec }) =>
    spec
      .at("containers")
      .entries()
      .every((container) => !isEntrance(imageName({ image: container.at("image").text() }))),
  );
  return !isInternal && isWeb && isOfWorkload && (isKnown(type) || type);
}

function isEntrance(image: string | undefined): boolean {
  return image !== undefined && ENTRANCES.test(image);
}
