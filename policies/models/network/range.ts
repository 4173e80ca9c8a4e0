import { parseIpv4 } from "../endpoint/ip-address";

/** A block of IPv4 addresses. */
export interface Range {
  /** The first address, as one number. */
  readonly first: number;
  /** The last address, as one number. */
  readonly last: number;
  /** The length of its prefix, 0 to 32. */
  readonly prefix: number;
}

/** Reads `10.0.0.0/20`; an address alone is a block of one. Undefined for any other text, IPv6 included. */
export function parseRange(text: string): Range | undefined {
  const [, address = "", bits = "32"] =
    /^(\d+(?:\.\d+){3})(?:\/(\d{1,2}))?$/.exec(text.trim()) ?? [];
  return rangeOf(address, Number(bits));
}

/** The block of a prefix length, 0 to 32, that an address stands in. */
export function rangeOf(address: string, prefix: number): Range | undefined {
  const number = /^\d+(?:\.\d+){3}$/.test(address) ? parseIpv4(address) : undefined;
  if (number === undefined || !Number.isInteger(prefix) || prefix < 0 || prefix > 32) {
    return undefined;
  }
  const size = 2 ** (32 - prefix);
  const first = Math.floor(number / size) * size;
  return { first, last: first + size - 1, prefix };
}

/** Tells whether a text is a block that no organisation holds alone, such as `0.0.0.0/0` or `::/0`. */
export function isWholeInternet(text: string): boolean {
  const range = parseRange(text);
  return range === undefined ? /^[0:]*\/0$/.test(text.trim()) : range.prefix < 8;
}

/** Writes a block as `10.0.0.0/20`. */
export function showRange({ first, prefix }: Range): string {
  const parts = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${parts.join(".")}/${prefix}`;
}
