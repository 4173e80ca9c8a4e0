import type { KubernetesObject } from "./object";

/** Tells whether a StatefulSet makes a claim of this name, such as `data-db-0`, for one of its pods. */
export function makesClaim(statefulSet: KubernetesObject, claim: string): boolean {
  const { name, place } = statefulSet;
  return place
    .at("spec", "volumeClaimTemplates")
    .entries()
    .some((template) => {
      const { value } = template.at("metadata", "name");
      const start = `${String(value)}-${String(name)}-`;
      return claim.startsWith(start) && /^\d+$/.test(claim.slice(start.length));
    });
}
