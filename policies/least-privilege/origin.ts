/**
 * Where a value that cannot be read now comes from: the types of the resources that its top-level property is made from.
 * Undefined before the end of the run, when only the value itself is known.
 */
export type Origin = (property: string) => readonly string[] | undefined;

/** Nothing is known of where values come from: the resource is judged before it is created. */
export const BEFORE_THE_END: Origin = () => undefined;

/** A project tells its number, of which the names of default accounts are made. */
const PROJECT = "gcp:organizations/project:Project";

const ACCOUNT = "gcp:serviceaccount/account:Account";

const CUSTOM_ROLE = /^gcp:(?:projects|organizations)\/iAMCustomRole:/;

/** What an unknown value is: surely made from a resource of the right sort, not to be told, or told at the end only. */
export type Certainty = "sound" | "undetermined" | "later";

/** An unknown member made from a resource is that resource's account, unless a project may have given its number. */
export function memberCertainty(types: readonly string[] | undefined): Certainty {
  return certainty(types, (all) => all.length > 0 && !all.includes(PROJECT));
}

/** An unknown account made from a service account is that one. */
export function accountCertainty(types: readonly string[] | undefined): Certainty {
  return certainty(types, (all) => all.includes(ACCOUNT));
}

/** An unknown role made from a custom role is that one. */
export function roleCertainty(types: readonly string[] | undefined): Certainty {
  return certainty(types, (all) => all.some((type) => CUSTOM_ROLE.test(type)));
}

function certainty(
  types: readonly string[] | undefined,
  isSound: (types: readonly string[]) => boolean,
): Certainty {
  if (types === undefined) {
    return "later";
  }
  return isSound(types) ? "sound" : "undetermined";
}
