import type { Place } from "../../framework/place";
import { isKnown, type Unknown, type Value } from "../../framework/value";

/** A number of pods, or a share of them in percent, as Kubernetes writes it: `1` or `"25%"`. */
export interface Share {
  readonly place: Place;
  /** As written, for a message; undefined where it is a default. */
  readonly written: number | string;
  readonly amount: number;
  readonly isPercent: boolean;
}

/** Reads a share; undefined for what is absent or no share. */
export function readShare(place: Place): Value<Share> | undefined {
  const { value } = place;
  if (!isKnown(value)) {
    return value;
  }
  if (typeof value === "number") {
    return { place, written: value, amount: value, isPercent: false };
  }
  const [, digits, percent] =
    typeof value === "string" ? (/^(\d{1,9})(%?)$/.exec(value.trim()) ?? []) : [];
  return typeof value === "string" && digits !== undefined
    ? { place, written: value, amount: Number(digits), isPercent: percent === "%" }
    : undefined;
}

/** A share that the program gives, or the default of the platform in its place. */
export function shareOr(place: Place, fallback: number | string): Share | Unknown {
  const read = readShare(place);
  return (
    read ?? {
      place,
      written: fallback,
      amount: Number.parseInt(String(fallback), 10),
      isPercent: String(fallback).endsWith("%"),
    }
  );
}

/** The pods that a share comes to. Percentages are rounded `down` or `up`, as each of their users does. */
export function podsIn({ amount, isPercent }: Share, pods: number, round: "down" | "up"): number {
  // The product first: 0.29 * 100 is less than 29 in binary.
  const exact = (amount * pods) / 100;
  return isPercent ? (round === "down" ? Math.floor(exact) : Math.ceil(exact)) : amount;
}

/** A share as a message shows it: `1` or `"25%"`. */
export function shownShare({ written }: Share): string {
  return typeof written === "number" ? String(written) : `"${written}"`;
}
