import { fieldsOf, parseJson } from "../json";
import type { Credentials } from "./credentials";

/** Under what Docker keeps the credentials for Docker Hub. */
const DOCKER_HUB_KEY = "https://index.docker.io/v1/";

const DOCKER_HUB_HOSTS: ReadonlySet<string> = new Set([
  "registry-1.docker.io",
  "index.docker.io",
  "docker.io",
]);

/** Where the Docker configuration keeps the credentials for one registry; several are tried in turn. */
export type CredentialSource =
  | { readonly kind: "stored"; readonly credentials: Credentials }
  /** A program `docker-credential-<name>` that is asked for the server. */
  | { readonly kind: "helper"; readonly name: string; readonly server: string };

/**
 * Where to look for the credentials of a host, in Docker's order: its own credential helper, else the credential store
 * of all hosts, then what the file itself holds.
 *
 * @param configuration Content of `config.json` as parsed; whatever is not of the right form is passed over.
 * @param host Host and port that are asked.
 */
export function credentialSources(configuration: unknown, host: string): CredentialSource[] {
  const { credHelpers, credsStore, auths } = fieldsOf(configuration);
  const server = DOCKER_HUB_HOSTS.has(host) ? DOCKER_HUB_KEY : host;
  const helper = entryFor(fieldsOf(credHelpers), host) ?? credsStore;
  const stored = storedCredentials(entryFor(fieldsOf(auths), host));
  return [
    ...(isHelperName(helper) ? [{ kind: "helper" as const, name: helper, server }] : []),
    ...(stored === undefined ? [] : [{ kind: "stored" as const, credentials: stored }]),
  ];
}

/** Reads the credentials that a helper printed; undefined where it printed none. */
export function helperCredentials(output: string): Credentials | undefined {
  const { Username: username, Secret: secret } = fieldsOf(parseJson(output));
  if (typeof username !== "string" || typeof secret !== "string" || secret === "") return undefined;
  return username === "<token>"
    ? { kind: "identity-token", token: secret }
    : { kind: "password", username, password: secret };
}

/** A program's name that cannot lead out of the search path. */
function isHelperName(value: unknown): value is string {
  return typeof value === "string" && /^[\w-][\w.-]*$/.test(value);
}

function entryFor(map: Readonly<Record<string, unknown>>, host: string): unknown {
  const exact = DOCKER_HUB_HOSTS.has(host) ? DOCKER_HUB_KEY : host;
  if (Object.hasOwn(map, exact)) return map[exact];
  const key = Object.keys(map).find((candidate) => sameHost(hostOfKey(candidate), host));
  return key === undefined ? undefined : map[key];
}

/** Older tools wrote keys as addresses, such as `https://registry.example.com/v1/`. */
function hostOfKey(key: string): string {
  return key.replace(/^https?:\/\//, "").replace(/\/.*$/s, "");
}

function sameHost(a: string, b: string): boolean {
  return a === b || (DOCKER_HUB_HOSTS.has(a) && DOCKER_HUB_HOSTS.has(b));
}

function storedCredentials(entry: unknown): Credentials | undefined {
  const { auth, identitytoken, registrytoken, username, password } = fieldsOf(entry);
  if (isText(identitytoken)) return { kind: "identity-token", token: identitytoken };
  if (isText(registrytoken)) return { kind: "registry-token", token: registrytoken };
  if (isText(auth)) return decodeAuth(auth);
  if (isText(username) && isText(password)) return { kind: "password", username, password };
  return undefined;
}

function decodeAuth(auth: string): Credentials | undefined {
  const text = Buffer.from(auth, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 1) return undefined;
  // Docker pads the password with zero bytes on some platforms.
  const password = text.slice(colon + 1).replace(/\0+$/, "");
  return { kind: "password", username: text.slice(0, colon), password };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
