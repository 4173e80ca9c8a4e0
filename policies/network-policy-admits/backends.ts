import type { Place } from "../framework/place";
import type { StackResource } from "../framework/policy";
import { isKnown, type Value } from "../framework/value";
import { GATEWAY_GROUP, ROUTES } from "../models/kubernetes/gateway-api";
import {
  balancerOfGateway,
  balancerOfIngress,
  hasGoogleCluster,
} from "../models/kubernetes/google-load-balancer";
import type { KubernetesObject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import { readService, type Service } from "../models/kubernetes/service";

/** A place that leads from outside to a Service. */
export interface Backend {
  readonly object: KubernetesObject;
  /** Property path that names the Service. */
  readonly path: string;
  readonly service: Service;
  /** The port of the Service, by number or name; undefined for all that it has. */
  readonly port: Value<number | string> | undefined;
  /** Whether a load balancer of Google leads to the pods, and checks their health. */
  readonly isGoogle: boolean;
}

/** All places of a program that lead from Ingresses and routes of gateways to its Services. */
export function backendsIn(
  stack: readonly StackResource[],
  index: ObjectIndex,
): readonly Backend[] {
  const isOnGoogle = hasGoogleCluster(stack);
  return [
    ...index
      .ofKind("Ingress", "networking.k8s.io")
      .flatMap((object) =>
        ofIngress(object, index, balancerOfIngress(object, isOnGoogle) !== "other"),
      ),
    ...ROUTES.flatMap((kind) => index.ofKind(kind, GATEWAY_GROUP)).flatMap((object) =>
      ofRoute(object, index),
    ),
  ];
}

function ofIngress(
  object: KubernetesObject,
  index: ObjectIndex,
  isGoogle: boolean,
): readonly Backend[] {
  const spec = object.place.at("spec");
  const paths = spec
    .at("rules")
    .entries()
    .flatMap((rule) => rule.at("http", "paths").entries());
  return [spec.at("defaultBackend"), ...paths.map((path) => path.at("backend"))].flatMap(
    (backend) => {
      const service = backend.at("service");
      const port = service.at("port");
      return lead(object, index, service.at("name"), object.namespace, {
        port: portOf(port.at("number")) ?? portOf(port.at("name")),
        isGoogle,
      });
    },
  );
}

function ofRoute(object: KubernetesObject, index: ObjectIndex): readonly Backend[] {
  const spec = object.place.at("spec");
  const isGoogle = spec
    .at("parentRefs")
    .entries()
    .some((parent) => isGoogleGateway(parent, object, index));
  return spec
    .at("rules")
    .entries()
    .flatMap((rule) => rule.at("backendRefs").entries())
    .filter((backend) => (backend.at("kind").value ?? "Service") === "Service")
    .flatMap((backend) =>
      lead(object, index, backend.at("name"), backend.at("namespace").text() ?? object.namespace, {
        port: portOf(backend.at("port")),
        isGoogle,
      }),
    );
}

function isGoogleGateway(parent: Place, route: KubernetesObject, index: ObjectIndex): boolean {
  const found = index.find({
    group: GATEWAY_GROUP,
    kind: "Gateway",
    namespace: parent.at("namespace").text() ?? route.namespace,
    name: parent.at("name").text() ?? "",
    asker: route.resource,
  });
  return (
    found.is === "found" && found.objects.some((object) => balancerOfGateway(object) !== "other")
  );
}

function lead(
  object: KubernetesObject,
  index: ObjectIndex,
  place: Place,
  namespace: Value<string> | undefined,
  more: Pick<Backend, "port" | "isGoogle">,
): readonly Backend[] {
  const name = place.text();
  if (name === undefined) {
    return [];
  }
  const found = isKnown(name)
    ? index.find({ kind: "Service", namespace, name, asker: object.resource })
    : undefined;
  const objects =
    found?.is === "found" ? found.objects : index.behind(object.resource, place, "Service");
  // Of several that an unknown name may be made from, nothing tells which is meant.
  const [declared, ...others] = objects.filter(({ isPatch }) => !isPatch);
  const service = declared === undefined || others.length > 0 ? undefined : readService(declared);
  return service === undefined ? [] : [{ object, path: place.path, service, ...more }];
}

function portOf({ value }: Place): Value<number | string> | undefined {
  return typeof value === "number" || typeof value === "string" || !isKnown(value)
    ? (value ?? undefined)
    : undefined;
}
