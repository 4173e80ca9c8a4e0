import { matchesPattern } from "../framework/pattern";
import type { Place } from "../framework/place";
import { isKnown, type Value } from "../framework/value";
import { OPTIONAL_ANNOTATION } from "../models/order/optional-annotation";

/** Reads what a workload, or its template, says that it starts without; a reason where that is not known. */
export function readOptional(root: Place): Value<readonly string[]> {
  for (const annotations of [
    root.at("metadata", "annotations"),
    root.at("annotations"),
    root.at("spec", "template", "metadata", "annotations"),
    root.at("template", "metadata", "annotations"),
    root.at("template", "annotations"),
  ]) {
    const text = annotations.at(OPTIONAL_ANNOTATION).text();
    if (typeof text === "string") {
      return text.split(",").map((name) => name.trim());
    }
    if (text !== undefined && !isKnown(text)) {
      return text;
    }
  }
  return [];
}

/** Whether a workload says, or the configuration of the pack does, that it starts without another. */
export function isOptional(
  from: { readonly label: string; readonly optional: readonly string[] },
  to: { readonly label: string },
  options: readonly string[],
): boolean {
  const bare = to.label.slice(to.label.lastIndexOf("/") + 1);
  return (
    from.optional.some((name) => name === to.label || name === bare) ||
    options.some((pair) => {
      const [one = "", other = ""] = pair.split(" -> ");
      return matchesPattern(one, from.label) && matchesPattern(other, to.label);
    })
  );
}
