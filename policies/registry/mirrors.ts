import { DEFAULT_HOST, formatRepository, type ImageReference } from "./reference";

/** Host that answers for `docker.io`. */
const DOCKER_HUB_ENDPOINT = "https://registry-1.docker.io";

/** Where a registry's questions go instead of to itself. */
export interface Mirror {
  /** `host`, `host/path` or empty for every reference; without a slash at its end. */
  readonly prefix: string;
  /** Scheme, host and port that are asked, and the path that the repositories have there. */
  readonly base: URL;
}

/** Where to ask for the manifests of one repository. */
export interface Endpoint {
  /** Scheme, host and port, such as `https://registry-1.docker.io`. */
  readonly origin: URL;
  /** Name of the repository there. */
  readonly repository: string;
}

/** What is wrong with the mirrors of a configuration: for each such entry its key, and a clause that follows it. */
export function mirrorProblems(
  map: Readonly<Record<string, string>>,
): { readonly key: string; readonly problem: string }[] {
  return Object.entries(map).flatMap(([key, address]) => {
    const problem = prefixProblem(key) ?? addressProblem(address);
    return problem === undefined ? [] : [{ key, problem }];
  });
}

/**
 * Reads the mirrors of a configuration: from a prefix of `host/repository`, or `*` for all, to a base address. They come
 * back with the longest prefix first.
 *
 * @throws TypeError for an address that is none; see {@link mirrorProblems}.
 */
export function parseMirrors(map: Readonly<Record<string, string>>): readonly Mirror[] {
  return Object.entries(map)
    .map(([key, address]) => ({ prefix: normalisePrefix(key), base: new URL(address) }))
    .sort((a, b) => b.prefix.length - a.prefix.length);
}

/**
 * Where to ask for an image. The longest prefix of `host/repository` that ends at the border of a path component
 * decides, and what remains after it goes to the end of the mirror's path. For `*` the host stays, as the first
 * component of the path, with the colon before a port as an underscore. A mirror stands in for its registry: what it
 * does not have is missing.
 */
export function endpointOf(reference: ImageReference, mirrors: readonly Mirror[]): Endpoint {
  const name = formatRepository(reference);
  const mirror = mirrors.find(({ prefix }) => covers(prefix, name));
  if (mirror === undefined) {
    return { origin: originOf(reference.host), repository: reference.repository };
  }
  const remainder =
    mirror.prefix === ""
      ? `${reference.host.replace(/[[\]]/g, "").replaceAll(":", "_").toLowerCase()}/${reference.repository}`
      : name.slice(mirror.prefix.length + 1);
  const repository = [pathOf(mirror.base), remainder].filter((part) => part !== "").join("/");
  return { origin: new URL(mirror.base.origin), repository };
}

/** Tells whether an address is this machine; only there is HTTP without TLS good enough for credentials. */
export function isLoopback(url: URL): boolean {
  const host = url.hostname;
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(host)
  );
}

/** @throws TypeError where the host, though of the right form, is no address: a port above 65535, a wrong IP address. */
function originOf(host: string): URL {
  if (host === DEFAULT_HOST) return new URL(DOCKER_HUB_ENDPOINT);
  const url = new URL(`https://${host}`);
  return isLoopback(url) ? new URL(`http://${host}`) : url;
}

function covers(prefix: string, name: string): boolean {
  return prefix === "" || name === prefix || name.startsWith(`${prefix}/`);
}

function pathOf(base: URL): string {
  return base.pathname.replace(/^\/+|\/+$/g, "");
}

function normalisePrefix(key: string): string {
  if (key === "*") return "";
  const prefix = key.replace(/\/+$/, "");
  const [host = "", ...path] = prefix.split("/");
  return [host === "index.docker.io" ? DEFAULT_HOST : host, ...path].join("/");
}

function prefixProblem(key: string): string | undefined {
  if (key === "*") return undefined;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(key)) {
    return 'must be a host, a host and a path, or "*", without "https://"';
  }
  return /^[^/\s@?#]+(\/[^/\s@?#]+)*\/*$/.test(key)
    ? undefined
    : 'must be a host such as "docker.io", a host and a path such as "gcr.io/project", or "*"';
}

function addressProblem(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) {
    return 'must be an address such as "https://mirror.example.com/docker"';
  }
  if (url.username !== "" || url.password !== "") {
    return "must not hold credentials; put them into Docker's configuration";
  }
  return url.search === "" && url.hash === "" ? undefined : 'must not have a "?" or "#"';
}
