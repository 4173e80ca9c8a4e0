import { domainToASCII } from "node:url";
import { parseIpv4, parseIpv6 } from "./ip-address";

/** A host that is the machine, or the pod, of whoever connects to it. */
export interface Loopback {
  /**
   * - `loopback`: a name or address that never leaves the machine;
   * - `unspecified`: `0.0.0.0` and `::`, which mean every interface to a listener and this machine to a client.
   */
  readonly kind: "loopback" | "unspecified";
  /**
   * The host as a message may show it. It is made of nothing but a recognised spelling, so it cannot hold a part of a
   * credential that stands where a host should.
   */
  readonly shown: string;
}

/** Names that hosts files give to loopback; `.localhost` as a whole is loopback by RFC 6761. */
const NAMES: ReadonlySet<string> = new Set([
  "localhost",
  "localhost.localdomain",
  "localhost4",
  "localhost4.localdomain4",
  "localhost6",
  "localhost6.localdomain6",
  "ip6-localhost",
  "ip6-loopback",
]);

/** A longer text is no host name: https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4. */
const MAX_HOST_LENGTH = 255;

/** The longest that an IP address is written by people; a longer one is shown in its usual spelling. */
const MAX_ADDRESS_LENGTH = 45;

/**
 * Tells whether a host is loopback, in whatever spelling: names, 127.0.0.0/8 in short, decimal, octal and hexadecimal
 * form, `::1`, IPv4 mapped into IPv6, trailing dots, upper case, letters and digits that IDNA maps to ASCII.
 * See docs/decisions/loopback-endpoints.md for the spellings that are left out.
 *
 * @param host A host without port, percent-decoded, with or without brackets and zone.
 */
export function readLoopback(host: string): Loopback | undefined {
  if (host.length === 0 || host.length > MAX_HOST_LENGTH) {
    return undefined;
  }
  const bare = /^\[.*\]$/s.test(host) ? host.slice(1, -1) : host;
  const ascii = /^[\x21-\x7e]+$/.test(bare) ? bare : domainToASCII(bare);
  const lower = ascii.toLowerCase();
  if (lower.includes(":")) {
    return ipv6Loopback(lower.replace(/%.*$/s, ""));
  }
  return nameLoopback(lower.replace(/\.$/, "")) ?? ipv4Loopback(lower);
}

function nameLoopback(name: string): Loopback | undefined {
  if (NAMES.has(name)) {
    return { kind: "loopback", shown: name };
  }
  return /^[a-z0-9_.-]+\.localhost$/.test(name)
    ? { kind: "loopback", shown: "*.localhost" }
    : undefined;
}

function ipv4Loopback(text: string): Loopback | undefined {
  const address = parseIpv4(text);
  if (address === undefined) {
    return undefined;
  }
  const kind = kindOfIpv4(address);
  return kind && { kind, shown: shortEnough(text, dotted(address)) };
}

function ipv6Loopback(text: string): Loopback | undefined {
  const groups = parseIpv6(text);
  if (groups === undefined) {
    return undefined;
  }
  const kind = kindOfIpv6(groups);
  return kind && { kind, shown: shortEnough(text, kind === "loopback" ? "::1" : "::") };
}

function kindOfIpv4(address: number): Loopback["kind"] | undefined {
  if (address === 0) {
    return "unspecified";
  }
  return Math.floor(address / 2 ** 24) === 127 ? "loopback" : undefined;
}

function kindOfIpv6(groups: readonly number[]): Loopback["kind"] | undefined {
  const [high = 0, low = 0] = groups.slice(6);
  const prefix = groups.slice(0, 6).join(":");
  if (prefix === "0:0:0:0:0:65535") {
    return kindOfIpv4(high * 65536 + low);
  }
  if (prefix !== "0:0:0:0:0:0" || high !== 0) {
    return undefined;
  }
  return low === 0 ? "unspecified" : low === 1 ? "loopback" : undefined;
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

function shortEnough(written: string, usual: string): string {
  return written.length <= MAX_ADDRESS_LENGTH ? written : usual;
}
