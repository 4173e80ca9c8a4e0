import { Place } from "../../framework/place";
import type { Named } from "../../framework/subject";
import { isKnown, Unknown, type Value } from "../../framework/value";
import { decodeText } from "./base64";

/** One text that a resource carries. */
export interface CarriedText {
  /** Property path as a message shows it, such as `stringData.DATABASE_URL` or `data["app.yaml"]`. */
  readonly path: string;
  /** The name of the variable, key or file; of the secret, for a version of Secret Manager. */
  readonly key: string;
  /** The text, decoded where its property is defined as base64. */
  readonly text: Value<string>;
}

/** What carries texts to workloads that name it. */
export type SharedKind = "ConfigMap" | "Secret" | "Secret Manager secret";

/** A ConfigMap, a Secret or a version of a Secret Manager secret. */
export interface SharedObject {
  readonly kind: SharedKind;
  /** The name by which workloads name it; undefined when the program gives none. */
  readonly name: Value<string> | undefined;
  readonly namespace: Value<string> | undefined;
  readonly texts: readonly CarriedText[];
  /** Where its metadata stands, for an object of Kubernetes. */
  readonly metadata: Place;
}

const KUBERNETES_KINDS: Readonly<Record<string, SharedKind>> = {
  ConfigMap: "ConfigMap",
  Secret: "Secret",
};

const SECRET_VERSIONS: ReadonlySet<string> = new Set([
  "gcp:secretmanager/secretVersion:SecretVersion",
  "gcp:secretmanager/regionalSecretVersion:RegionalSecretVersion",
]);

/** Tells by the type alone whether a resource carries texts to workloads. */
export function isSharedObject(type: string): boolean {
  return SECRET_VERSIONS.has(type) || kubernetesKind(type) !== undefined;
}

/** Reads a ConfigMap or Secret, its Patch twin, each item of its List, or a secret version; none for any other type. */
export function readSharedObjects(resource: Named): readonly SharedObject[] {
  const root = new Place(resource.props);
  if (SECRET_VERSIONS.has(resource.type)) {
    return [readSecretVersion(root, resource.name)];
  }
  const kind = kubernetesKind(resource.type);
  if (kind === undefined) {
    return [];
  }
  return resource.type.endsWith("List")
    ? root
        .at("items")
        .entries()
        .map((item) => readKubernetesObject(item, kind))
    : [readKubernetesObject(root, kind)];
}

function kubernetesKind(type: string): SharedKind | undefined {
  const [, token = ""] = /^kubernetes:(?:core\/)?v1:(\w+?)(?:Patch|List)?$/.exec(type) ?? [];
  return Object.hasOwn(KUBERNETES_KINDS, token) ? KUBERNETES_KINDS[token] : undefined;
}

function readKubernetesObject(object: Place, kind: SharedKind): SharedObject {
  const plain = kind === "Secret" ? "stringData" : "data";
  const encoded = kind === "Secret" ? "data" : "binaryData";
  return {
    kind,
    name: object.at("metadata", "name").text(),
    namespace: object.at("metadata", "namespace").text(),
    texts: [
      ...textsOf(object.at(plain), (text) => text),
      ...textsOf(object.at(encoded), (text) => decodeText(text)),
    ],
    metadata: object.at("metadata"),
  };
}

function textsOf(map: Place, decode: (text: string) => string | undefined): readonly CarriedText[] {
  if (map.value instanceof Unknown) {
    return [{ path: map.path, key: "", text: map.value }];
  }
  return Object.keys(map.record() ?? {}).flatMap((key) => {
    const written = map.at(key).text();
    const text = written === undefined || !isKnown(written) ? written : decode(written);
    return text === undefined ? [] : [{ path: pathOfKey(map.path, key), key, text }];
  });
}

/** `data.KEY`, or `data["app.yaml"]` for a key that is no identifier. */
function pathOfKey(path: string, key: string): string {
  if (/^[A-Za-z_]\w*$/.test(key)) {
    return `${path}.${key}`;
  }
  return /^[-.\w]{1,253}$/.test(key) ? `${path}["${key}"]` : `${path}["(hidden)"]`;
}

function readSecretVersion(root: Place, nameInProgram: string): SharedObject {
  const secret = root.at("secret").text();
  const name = typeof secret === "string" ? secretId(secret) : secret;
  const isBase64 = root.at("isSecretDataBase64").value === true;
  const texts = ["secretData", "secretDataWo"].flatMap((property) => {
    const written = root.at(property).text();
    const text = typeof written === "string" && isBase64 ? decodeText(written) : written;
    const key = typeof name === "string" ? name : withoutVersion(nameInProgram);
    return text === undefined ? [] : [{ path: property, key, text }];
  });
  return {
    kind: "Secret Manager secret",
    name,
    namespace: undefined,
    texts,
    metadata: root.at("metadata"),
  };
}

/** A version is named after its secret: `jwt-secret-version`, `dbPasswordVersion`, `api-key-v2`. */
function withoutVersion(name: string): string {
  return name.replace(/(?:[-_.]version|Version|[-_.]v)(?:[-_.]?\d{1,6})?$|[-_.]\d{1,6}$/, "");
}

/** The name of a secret, of which programs give the name alone or the whole path. */
export function secretId(secret: string): string {
  return /(?:^|\/)secrets\/([^/]+)/.exec(secret)?.[1] ?? secret;
}
