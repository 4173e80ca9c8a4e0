import type { PolicyResult } from "../../policies/framework/result-report";

/** Something that a policy found in a program. */
export interface Found {
  /** `policy, resource: path`, with ` (not evaluated)` behind where the policy could not tell. */
  readonly place: string;
  readonly policy: string;
  readonly message: string;
}

/** What policies found, in the order of their places. */
export function findingsOf(results: readonly PolicyResult[]): Found[] {
  return results
    .flatMap(({ policy, urn, findings }) =>
      findings.map(({ kind, path, message }) => {
        const place = `${policy}, ${urn.split("::").at(-1)}: ${path}`;
        const shown = kind === "undetermined" ? `${place} (not evaluated)` : place;
        return { place: shown, policy, message };
      }),
    )
    .sort((left, right) => (left.place < right.place ? -1 : 1));
}

/** The places of what policies found, each once. */
export function placesOf(results: readonly PolicyResult[]): string[] {
  return [...new Set(findingsOf(results).map(({ place }) => place))];
}
