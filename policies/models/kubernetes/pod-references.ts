import type { Place } from "../../framework/place";
import { Unknown, type Value } from "../../framework/value";
import type { KubernetesObject } from "./object";
import type { Pods } from "./pods";
import { partAt, type Reference, readEntries, referenceAt } from "./reference";

/** The references of an object, and the places that may hold some and cannot be read now. */
export interface ReadReferences {
  readonly references: readonly Reference[];
  readonly unread: readonly Place[];
}

const CONTAINER_LISTS = ["initContainers", "containers", "ephemeralContainers"];

/** What the pods of a workload cannot start without: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1. */
export function podReferences({ object, spec }: Pods): ReadReferences {
  if (spec.value instanceof Unknown) {
    return { references: [], unread: [spec] };
  }
  const lists = CONTAINER_LISTS.map((key) => readEntries(spec.at(key)));
  const volumes = readEntries(spec.at("volumes"));
  const secrets = readEntries(spec.at("imagePullSecrets"));
  const account = spec.at("serviceAccountName");
  return joined([
    { references: [], unread: [...lists, volumes, secrets].flatMap(({ unread }) => unread) },
    ...lists.flatMap(({ entries }) => entries.map((container) => ofContainer(container, object))),
    ...volumes.entries.map((volume) => ofVolume(volume, object)),
    read(
      secrets.entries.flatMap((each) => referenceAt(each.at("name"), object, { kind: "Secret" })),
    ),
    read(
      referenceAt(account.value === undefined ? spec.at("serviceAccount") : account, object, {
        kind: "ServiceAccount",
      }),
    ),
  ]);
}

function ofContainer(container: Place, object: KubernetesObject): ReadReferences {
  const variables = readEntries(container.at("env"));
  const sources = readEntries(container.at("envFrom"));
  return {
    references: [
      ...variables.entries.flatMap((variable) => ofVariable(variable, object)),
      ...sources.entries.flatMap((source) => [
        ...ofSource(source.at("secretRef"), "name", "Secret", object),
        ...ofSource(source.at("configMapRef"), "name", "ConfigMap", object),
      ]),
    ],
    unread: [
      ...variables.unread,
      ...variables.entries
        .map((variable) => variable.at("valueFrom"))
        .filter(({ value }) => value instanceof Unknown),
      ...sources.unread,
    ],
  };
}

function ofVariable(variable: Place, object: KubernetesObject): readonly Reference[] {
  const source = variable.at("valueFrom");
  return (
    [
      ["secretKeyRef", "Secret"],
      ["configMapKeyRef", "ConfigMap"],
    ] as const
  ).flatMap(([property, kind]) => {
    const reference = source.at(property);
    return reference.record() === undefined
      ? []
      : referenceAt(reference.at("name"), object, {
          kind,
          parts: partAt(reference.at("key"), "key"),
          optional: optionalOf(reference),
        });
  });
}

function ofVolume(volume: Place, object: KubernetesObject): ReadReferences {
  const projected = readEntries(volume.at("projected", "sources"));
  return {
    references: [
      ...ofSource(volume.at("secret"), "secretName", "Secret", object),
      ...ofSource(volume.at("configMap"), "name", "ConfigMap", object),
      ...referenceAt(volume.at("persistentVolumeClaim", "claimName"), object, {
        kind: "PersistentVolumeClaim",
      }),
      ...referenceAt(volume.at("csi", "volumeAttributes", "secretProviderClass"), object, {
        group: "secrets-store.csi.x-k8s.io",
        kind: "SecretProviderClass",
      }),
      ...projected.entries.flatMap((source) => [
        ...ofSource(source.at("secret"), "name", "Secret", object),
        ...ofSource(source.at("configMap"), "name", "ConfigMap", object),
      ]),
    ],
    unread: projected.unread,
  };
}

/** A whole object, of which a volume may take some keys only. */
function ofSource(
  source: Place,
  nameKey: string,
  kind: string,
  object: KubernetesObject,
): readonly Reference[] {
  return source.record() === undefined
    ? []
    : referenceAt(source.at(nameKey), object, {
        kind,
        parts: source
          .at("items")
          .entries()
          .flatMap((item) => partAt(item.at("key"), "key")),
        optional: optionalOf(source),
      });
}

function optionalOf(reference: Place): Value<boolean> {
  return reference.at("optional").flag() ?? false;
}

/** References without anything that cannot be read. */
export function read(references: readonly Reference[]): ReadReferences {
  return { references, unread: [] };
}

/** Several as one. */
export function joined(parts: readonly ReadReferences[]): ReadReferences {
  return {
    references: parts.flatMap(({ references }) => references),
    unread: parts.flatMap(({ unread }) => unread),
  };
}
