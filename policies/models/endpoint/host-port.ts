import { parseIpv6 } from "./ip-address";
import { PLACEHOLDER } from "./placeholders";

/** A host and the port beside it. */
export interface HostPort {
  /** Without brackets. */
  readonly host: string;
  /** 1 to 65535; undefined when none is written or a placeholder stands in its place. */
  readonly port?: number;
  /** Whether a port is written, be it as a placeholder. */
  readonly hasPort: boolean;
}

const HOST = /^[^\s/\\@=()"'<>{},;|[\]]+$/;

/**
 * Reads `host`, `host:port`, `[address]`, `[address]:port` or an IPv6 address without brackets.
 *
 * @returns undefined when the text is none of these.
 */
export function readHostPort(text: string): HostPort | undefined {
  const bracketed = /^\[([^[\]]+)\](?::(.*))?$/s.exec(text);
  if (bracketed !== null) {
    return withPort(bracketed[1] ?? "", bracketed[2]);
  }
  if (parseIpv6(text.replace(/%.*$/s, "")) !== undefined && text.includes(":")) {
    return { host: text, hasPort: false };
  }
  const colon = text.indexOf(":");
  const host = colon < 0 ? text : text.slice(0, colon);
  return HOST.test(host)
    ? withPort(host, colon < 0 ? undefined : text.slice(colon + 1))
    : undefined;
}

function withPort(host: string, port: string | undefined): HostPort | undefined {
  if (port === undefined || port === "") {
    return { host, hasPort: false };
  }
  const number = readPort(port);
  if (number !== undefined) {
    return { host, port: number, hasPort: true };
  }
  return port.startsWith(PLACEHOLDER) || /^\$\w+$/.test(port) ? { host, hasPort: true } : undefined;
}

/** Reads a port number from 1 to 65535. */
export function readPort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? port : undefined;
}

/** Decodes percent-encoding as far as it is well formed. */
export function percentDecoded(text: string): string {
  if (!text.includes("%")) {
    return text;
  }
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
}
