import { type Finding, undetermined, violation } from "../../framework/finding";
import type { Place } from "../../framework/place";
import { isKnown } from "../../framework/value";

/** What a setting of a resource must be. */
export interface Requirement {
  /** Tells whether a known value is right; undefined stands for a setting that the program does not give. */
  readonly allows: (value: Place["value"]) => boolean;
  /** What follows from another value, as a clause: `so clients may connect without TLS`. */
  readonly consequence: string;
  /** What is allowed, and one action, in full sentences. */
  readonly action: string;
}

/** What is wrong with a setting: nothing, that it breaks the requirement, or that it cannot be read now. */
export function checkSetting(place: Place, requirement: Requirement): readonly Finding[] {
  const value = place.flag() ?? place.value;
  if (!isKnown(value)) {
    return [undetermined(place.path, `${value.reason}. ${requirement.action}`)];
  }
  return requirement.allows(value)
    ? []
    : [
        violation(
          place.path,
          `${foundIn(value)}, ${requirement.consequence}. ${requirement.action}`,
        ),
      ];
}

/** Findings of several settings, of which those within one unknown are one. */
export function withoutRepeated(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ kind, path }) => {
    const key = `${kind} ${path}`;
    const isFirst = kind === "violation" || !seen.has(key);
    seen.add(key);
    return isFirst;
  });
}

/** The words for a value that is no secret: a mode, a switch or nothing. */
export function foundIn(value: Place["value"]): string {
  switch (typeof value) {
    case "string":
      return value === "" ? "is empty" : `is "${value}"`;
    case "boolean":
    case "number":
      return `is ${value}`;
    default:
      return value === undefined || value === null ? "is not set" : "has an unexpected form";
  }
}
