import { RegistryFailure } from "./failure";

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Tells whether a status sends the client elsewhere. */
export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

/**
 * Where a redirect leads, and whether that is the same scheme, host and port, so that credentials may go along.
 *
 * @throws RegistryFailure when it leads nowhere, or from TLS to a connection without.
 */
export function redirectTarget(
  from: URL,
  location: string | undefined,
): { url: URL; sameOrigin: boolean } {
  const base = from.href;
  const url = location && URL.canParse(location, base) ? new URL(location, base) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new RegistryFailure(
      `"${from.host}" redirects without saying where to`,
      "Check that the address is that of a registry.",
    );
  }
  if (from.protocol === "https:" && url.protocol === "http:") {
    throw new RegistryFailure(
      `"${from.host}" redirects from TLS to a connection without TLS`,
      "Correct the configuration of the registry.",
    );
  }
  url.username = "";
  url.password = "";
  return { url, sameOrigin: url.origin === from.origin };
}
