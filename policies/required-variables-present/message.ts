import { closest, distance } from "fastest-levenshtein";
import type { ProvidedVariables } from "./provided";

const SET =
  "Set it in the list of variables, or take it from the Secret or ConfigMap that holds it.";

/** A variable that is required and that nothing gives. */
export function missing(name: string, by: string, provided: readonly ProvidedVariables[]): string {
  return `lacks "${name}", which ${by} requires.${near(name, provided)} ${SET}`;
}

/** A variable that is required and empty. */
export function empty(name: string, by: string): string {
  return `gives "${name}" nothing but white space, which ${by} requires. A required variable needs a value. Give it one where it comes from.`;
}

/** A variable that is required and may be empty or missing. */
export function uncertain(name: string, by: string, reason: string): string {
  return `${reason}, so nothing tells whether "${name}", which ${by} requires, has a value. Give it so that this can be seen, or check by hand that it has.`;
}

/** A reference to a variable that nothing gives. */
export function unresolved(name: string, provided: ProvidedVariables, isLater: boolean): string {
  return isLater
    ? `names $(${name}), which the list gives further down: what is not given before stays as it is written. Move "${name}" to a place before this one.`
    : `names $(${name}), which nothing gives the container, so it stays as it is written; variables of the image do not count there.${near(name, [provided])} Set "${name}" in env before it, or write $$(${name}) where the text is meant.`;
}

/** A reference that may lead to nothing. */
export function uncertainReference(name: string, reason: string): string {
  return `names $(${name}), and ${reason}, so nothing tells whether it has a value. Set "${name}" in env before it.`;
}

/** The subject of a demand that a script makes. */
export function script(name: string): string {
  return `\${${name}:?} in the script of the container`;
}

/** The variable that is nearest to one that is missing, such as one in another case. Names are no secrets. */
function near(name: string, provided: readonly ProvidedVariables[]): string {
  const names = provided
    .flatMap(({ variables }) => [...variables.keys()])
    .filter((each) => /^[\w.-]{1,253}$/.test(each) && each !== name);
  const same = names.find((each) => each.toLowerCase() === name.toLowerCase());
  if (same !== undefined) {
    return ` It has "${same}", and case matters.`;
  }
  const nearest = names.length === 0 ? undefined : closest(name, names);
  return nearest !== undefined && distance(nearest, name) <= 2 ? ` It has "${nearest}".` : "";
}
