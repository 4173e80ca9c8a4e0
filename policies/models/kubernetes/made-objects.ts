import type { Place } from "../../framework/place";
import { isKnown, type Value } from "../../framework/value";
import type { KubernetesObject } from "./object";
import type { ObjectIndex, ObjectQuery } from "./object-index";

/** Every namespace has these: the cluster makes them. */
const EVERYWHERE: ReadonlySet<string> = new Set([
  "ServiceAccount/default",
  "ConfigMap/kube-root-ca.crt",
  "ConfigMap/istio-ca-root-cert",
  "ConfigMap/openshift-service-ca.crt",
]);

/** Roles that every cluster has: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles. */
const USER_ROLES: ReadonlySet<string> = new Set(["cluster-admin", "admin", "edit", "view"]);

/** An object that the cluster or a controller makes from one that the program declares. */
interface Made {
  readonly kind: string;
  readonly name: Value<string> | undefined;
  /** Whether it is made in other namespaces as well. */
  readonly everywhere?: boolean;
}

/**
 * Tells whether the cluster or a controller makes an object that the program does not declare itself: a Secret for a
 * Certificate, an ExternalSecret or a SealedSecret, the claims of a StatefulSet, ... What is in it is not known.
 */
export class MadeObjects {
  private readonly made: ReadonlyMap<string, readonly (Made & { from: KubernetesObject })[]>;

  constructor(index: ObjectIndex) {
    const made = new Map<string, (Made & { from: KubernetesObject })[]>();
    for (const from of index.objects) {
      for (const each of madeBy(from)) {
        const list = made.get(each.kind) ?? [];
        list.push({ ...each, from });
        made.set(each.kind, list);
      }
    }
    this.made = made;
  }

  /** Whether it is made, as far as it can be told. */
  has({ kind, namespace, name }: ObjectQuery): boolean {
    if (!isKnown(name)) {
      return false;
    }
    return (
      EVERYWHERE.has(`${kind}/${name}`) ||
      (kind === "ClusterRole" && (USER_ROLES.has(name) || /^(?:system|gce):/.test(name))) ||
      (this.made.get(kind) ?? []).some(
        (each) =>
          isNamed(each, name) &&
          (each.everywhere === true ||
            each.from.namespace === namespace ||
            !isKnown(each.from.namespace)),
      )
    );
  }
}

function isNamed(made: Made, name: string): boolean {
  return !isKnown(made.name) || made.name === undefined || made.name === name;
}

function madeBy(object: KubernetesObject): readonly Made[] {
  const { place, name } = object;
  const spec = place.at("spec");
  const secret = (...places: readonly Place[]): readonly Made[] =>
    places.map((each) => ({ kind: "Secret", name: each.text() ?? name }));
  switch (`${object.group}/${object.kind}`) {
    case "cert-manager.io/Certificate":
      return secret(spec.at("secretName"));
    case "external-secrets.io/ExternalSecret":
      return secret(spec.at("target", "name"));
    case "external-secrets.io/ClusterExternalSecret":
      return [{ kind: "Secret", name: spec.at("externalSecretName").text(), everywhere: true }];
    case "iam.cnrm.cloud.google.com/IAMServiceAccountKey":
      return [{ kind: "Secret", name: name ?? object.resource.name }];
    case "bitnami.com/SealedSecret":
      return secret(spec.at("template", "metadata", "name"));
    case "secrets-store.csi.x-k8s.io/SecretProviderClass":
      return spec
        .at("secretObjects")
        .entries()
        .flatMap((each) => secret(each.at("secretName")));
    case "trust.cert-manager.io/Bundle":
      return [{ kind: "ConfigMap", name: name ?? object.resource.name, everywhere: true }];
    case "networking.k8s.io/Ingress":
      return isIssuedFor(object)
        ? spec
            .at("tls")
            .entries()
            .flatMap((each) => secret(each.at("secretName")))
        : [];
    case "gateway.networking.k8s.io/Gateway":
      return isIssuedFor(object)
        ? spec
            .at("listeners")
            .entries()
            .flatMap((each) => each.at("tls", "certificateRefs").entries())
            .flatMap((each) => secret(each.at("name")))
        : [];
    case "serving.knative.dev/Service":
      return [{ kind: "Service", name }];
    case "core/Secret":
      return isCopied(object) ? [{ kind: "Secret", name, everywhere: true }] : [];
    case "core/ConfigMap":
      return isCopied(object) ? [{ kind: "ConfigMap", name, everywhere: true }] : [];
    default:
      return [];
  }
}

/** cert-manager makes the Secrets of an Ingress or a Gateway that names an issuer. */
function isIssuedFor(object: KubernetesObject): boolean {
  return hasAnnotation(
    object,
    /^cert-manager\.io\/(?:cluster-)?issuer$|^kubernetes\.io\/tls-acme$/,
  );
}

/** Controllers copy what has such an annotation to other namespaces. */
function isCopied(object: KubernetesObject): boolean {
  return hasAnnotation(object, /reflect|replicat|kubed/i);
}

function hasAnnotation(object: KubernetesObject, pattern: RegExp): boolean {
  return Object.keys(object.place.at("metadata", "annotations").record() ?? {}).some((key) =>
    pattern.test(key),
  );
}
