import type { Place } from "../../framework/place";
import type { Value } from "../../framework/value";
import { GATEWAY_GROUP, ROUTES } from "./gateway-api";
import { type KubernetesObject, namespaceOf } from "./object";
import type { ObjectIndex } from "./object-index";
import { joined, podReferences, type ReadReferences, read } from "./pod-references";
import { readPods } from "./pods";
import { partAt, type Reference, readEntries, referenceAt } from "./reference";

const NONE: ReadReferences = { references: [], unread: [] };

type Reader = (object: KubernetesObject, index: ObjectIndex) => ReadReferences;

/** What objects of a kind name, beside what their pods do. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["apps/StatefulSet", ofStatefulSet],
  ["autoscaling/HorizontalPodAutoscaler", ofAutoscaler],
  ["networking.k8s.io/Ingress", ofIngress],
  ["rbac.authorization.k8s.io/RoleBinding", ofBinding],
  ["rbac.authorization.k8s.io/ClusterRoleBinding", ofBinding],
  ["core/ServiceAccount", ofServiceAccount],
  [`${GATEWAY_GROUP}/Gateway`, ofGateway],
  ...ROUTES.map((kind): [string, Reader] => [`${GATEWAY_GROUP}/${kind}`, ofRoute]),
  ...[
    "HealthCheckPolicy",
    "GCPBackendPolicy",
    "GCPTrafficDistributionPolicy",
    "GCPGatewayPolicy",
  ].map((kind): [string, Reader] => [`networking.gke.io/${kind}`, ofPolicy]),
]);

/** All places of an object that name others, and the places that may do so and cannot be read now. */
export function referencesOfObject(object: KubernetesObject, index: ObjectIndex): ReadReferences {
  const pods = readPods(object);
  const reader = READERS.get(`${object.group}/${object.kind}`);
  return joined([
    pods === undefined ? NONE : podReferences(pods),
    reader === undefined ? NONE : reader(object, index),
  ]);
}

function ofStatefulSet(object: KubernetesObject): ReadReferences {
  return read(referenceAt(object.place.at("spec", "serviceName"), object, { kind: "Service" }));
}

function ofAutoscaler(object: KubernetesObject): ReadReferences {
  const target = object.place.at("spec", "scaleTargetRef");
  const kind = target.at("kind").value;
  const version = target.at("apiVersion").value;
  return typeof kind !== "string"
    ? NONE
    : read(
        referenceAt(target.at("name"), object, {
          kind,
          group: typeof version === "string" ? groupOf(version) : "apps",
        }),
      );
}

function ofIngress(object: KubernetesObject): ReadReferences {
  const spec = object.place.at("spec");
  const rules = readEntries(spec.at("rules"));
  const paths = rules.entries.map((rule) => readEntries(rule.at("http", "paths")));
  const backends = [
    spec.at("defaultBackend"),
    ...paths.flatMap(({ entries }) => entries.map((path) => path.at("backend"))),
  ];
  return {
    references: [
      ...backends.flatMap((backend) => ofIngressBackend(backend.at("service"), object)),
      ...spec
        .at("tls")
        .entries()
        .flatMap((each) => referenceAt(each.at("secretName"), object, { kind: "Secret" })),
    ],
    unread: [...rules.unread, ...paths.flatMap(({ unread }) => unread)],
  };
}

function ofIngressBackend(service: Place, object: KubernetesObject): readonly Reference[] {
  return referenceAt(service.at("name"), object, {
    kind: "Service",
    parts: [
      ...partAt(service.at("port", "number"), "port"),
      ...partAt(service.at("port", "name"), "port"),
    ],
  });
}

function ofBinding(object: KubernetesObject, index: ObjectIndex): ReadReferences {
  const subjects = readEntries(object.place.at("subjects"));
  const role = object.place.at("roleRef");
  const kind = role.at("kind").value === "Role" ? "Role" : "ClusterRole";
  return {
    references: [
      ...subjects.entries
        .filter((subject) => subject.at("kind").value === "ServiceAccount")
        .flatMap((subject) =>
          referenceAt(subject.at("name"), object, {
            kind: "ServiceAccount",
            namespace: namespaceAt(subject, object, index),
          }),
        ),
      ...referenceAt(role.at("name"), object, {
        kind,
        group: "rbac.authorization.k8s.io",
        namespace: kind === "Role" ? object.namespace : undefined,
      }),
    ],
    unread: subjects.unread,
  };
}

function ofServiceAccount(object: KubernetesObject): ReadReferences {
  const secrets = readEntries(object.place.at("imagePullSecrets"));
  return {
    references: secrets.entries.flatMap((each) =>
      referenceAt(each.at("name"), object, { kind: "Secret" }),
    ),
    unread: secrets.unread,
  };
}

function ofGateway(object: KubernetesObject, index: ObjectIndex): ReadReferences {
  const listeners = readEntries(object.place.at("spec", "listeners"));
  const certificates = listeners.entries.map((each) =>
    readEntries(each.at("tls", "certificateRefs")),
  );
  return {
    references: certificates.flatMap(({ entries }) =>
      entries.flatMap((each) => ofTyped(each, object, index, { group: "core", kind: "Secret" })),
    ),
    unread: [listeners, ...certificates].flatMap(({ unread }) => unread),
  };
}

function ofRoute(object: KubernetesObject, index: ObjectIndex): ReadReferences {
  const spec = object.place.at("spec");
  const parents = readEntries(spec.at("parentRefs"));
  const rules = readEntries(spec.at("rules"));
  const backends = rules.entries.map((rule) => readEntries(rule.at("backendRefs")));
  const filters = rules.entries.flatMap((rule) =>
    rule
      .at("filters")
      .entries()
      .map((filter) => filter.at("requestMirror", "backendRef")),
  );
  return {
    references: [
      ...parents.entries.flatMap((parent) =>
        ofTyped(parent, object, index, { group: GATEWAY_GROUP, kind: "Gateway" }),
      ),
      ...[...backends.flatMap(({ entries }) => entries), ...filters].flatMap((backend) =>
        ofTyped(backend, object, index, { group: "core", kind: "Service" }),
      ),
    ],
    unread: [parents, rules, ...backends].flatMap(({ unread }) => unread),
  };
}

/** A policy of GKE for what serves: https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources. */
function ofPolicy(object: KubernetesObject, index: ObjectIndex): ReadReferences {
  return read(
    ofTyped(object.place.at("spec", "targetRef"), object, index, {
      group: "core",
      kind: "Service",
    }),
  );
}

/** A reference that may name group, kind and namespace itself, as those of the Gateway API do. */
function ofTyped(
  reference: Place,
  object: KubernetesObject,
  index: ObjectIndex,
  standard: { readonly group: string; readonly kind: string },
): readonly Reference[] {
  const group = reference.at("group").value ?? standard.group;
  const kind = reference.at("kind").value ?? standard.kind;
  return typeof group !== "string" || typeof kind !== "string"
    ? []
    : referenceAt(reference.at("name"), object, {
        group: group === "" ? "core" : group,
        kind,
        namespace: namespaceAt(reference, object, index),
        parts: [
          ...partAt(reference.at("sectionName"), "listener"),
          ...(kind === "Service" ? partAt(reference.at("port"), "port") : []),
        ],
      });
}

/** The namespace that a reference names, or that of the object. */
function namespaceAt(
  reference: Place,
  object: KubernetesObject,
  index: ObjectIndex,
): Value<string> | undefined {
  const place = reference.at("namespace");
  return place.value === undefined || place.value === null || place.value === ""
    ? object.namespace
    : namespaceOf(place, object.resource, index.relations);
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "core";
}
