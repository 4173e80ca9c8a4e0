import { RegistryFailure } from "./failure";
import { isLoopback } from "./mirrors";

/**
 * The proxy to reach an address through, as HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY say, in lower case first.
 * This machine is never reached through one.
 *
 * @returns Undefined where the address is reached directly.
 * @throws RegistryFailure where the variable is not the address of an HTTP proxy.
 */
export function proxyFor(url: URL, environment: NodeJS.ProcessEnv): URL | undefined {
  const names =
    url.protocol === "https:" ? ["https_proxy", "all_proxy"] : ["http_proxy", "all_proxy"];
  const [name, value] = firstSet(environment, names);
  if (value === undefined || isLoopback(url) || isExcepted(url, environment)) return undefined;
  // curl and others take a host without a scheme.
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const proxy = URL.canParse(address) ? new URL(address) : undefined;
  if (proxy?.protocol !== "http:" && proxy?.protocol !== "https:") {
    throw new RegistryFailure(
      `the variable "${name}" is not the address of an HTTP proxy`,
      'Set it to an address such as "http://proxy.example.com:3128".',
      true,
    );
  }
  return proxy;
}

/** The value of `Proxy-Authorization` for a proxy whose address holds credentials. */
export function proxyAuthorization(proxy: URL): string | undefined {
  if (proxy.username === "") return undefined;
  const text = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return `Basic ${Buffer.from(text, "utf8").toString("base64")}`;
}

/** NO_PROXY: hosts, which stand for those below them too, each with an optional port; or `*` for all. */
function isExcepted(url: URL, environment: NodeJS.ProcessEnv): boolean {
  const [, list = ""] = firstSet(environment, ["no_proxy"]);
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === "*") return true;
    const [, host = "", onlyPort] = /^(?:\*?\.)?(.+?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (host === "" || (onlyPort !== undefined && onlyPort !== port)) return false;
    return url.hostname === host || url.hostname.endsWith(`.${host}`);
  });
}

function firstSet(
  environment: NodeJS.ProcessEnv,
  names: readonly string[],
): [string, string] | [undefined, undefined] {
  for (const name of names.flatMap((lower) => [lower, lower.toUpperCase()])) {
    const value = environment[name];
    if (value) return [name, value];
  }
  return [undefined, undefined];
}
