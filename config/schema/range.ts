import { z } from "zod";

/** A range of IPv4 addresses from the stack file. */
export interface AddressRange {
  /** The range in CIDR notation with no host bits set, such as `"10.20.0.0/20"`. */
  readonly cidr: string;
  /** The first address of the range, such as `"10.20.0.0"`. */
  readonly address: string;
  /** The prefix length, 0 to 32. */
  readonly prefixLength: number;
  /** The first address as a number, 0 to 2^32 - 1. */
  readonly first: number;
  /** The last address as a number, 0 to 2^32 - 1. */
  readonly last: number;
}

const octet = "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
const form = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}/([0-9]|[12][0-9]|3[0-2])$`);

/**
 * Reads a CIDR range. `undefined` where the text is not one. A range whose address has host bits set
 * is read as the range that it lies in, so that a message can name it: compare `cidr` with the text.
 */
export function parseRange(text: string): AddressRange | undefined {
  const parts = form.exec(text)?.slice(1).map(Number);
  if (parts === undefined) {
    return undefined;
  }
  const [a = 0, b = 0, c = 0, d = 0, prefixLength = 0] = parts;
  const size = 2 ** (32 - prefixLength);
  const given = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const first = given - (given % size);
  const address = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".");
  return {
    cidr: `${address}/${prefixLength}`,
    address,
    prefixLength,
    first,
    last: first + size - 1,
  };
}

/** Whether two ranges have an address in common. */
export function overlaps(one: AddressRange, other: AddressRange): boolean {
  return one.first <= other.last && other.first <= one.last;
}

/**
 * The schema of a range whose prefix length is between `shortest` (the largest range) and `longest`
 * (the smallest), both allowed; `example` is a range that fits.
 */
export function addressRange(shortest: number, longest: number, example: string) {
  const sizes = shortest === longest ? `/${longest}` : `/${shortest} to /${longest}`;
  return z
    .string()
    .regex(form)
    .transform((text, context): AddressRange => {
      const range = parseRange(text);
      const fits =
        range !== undefined &&
        range.cidr === text &&
        range.prefixLength >= shortest &&
        range.prefixLength <= longest;
      if (!fits) {
        context.addIssue({ code: "custom", message: "not such a range" });
        return z.NEVER;
      }
      return range;
    })
    .meta({
      form: "range",
      allowed: `an IPv4 range of the size ${sizes} that starts at its first address, such as "${example}"`,
    });
}
