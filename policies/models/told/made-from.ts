import type { StackResource } from "../../framework/policy";
import type { Source } from "./reading";

/**
 * URNs of the resources that a value is made from which cannot be read now. The provider moves `stringData` of a Secret to `data`, so a
 * property without dependencies has those of all.
 */
export function madeFrom(
  { object, objectPath, path }: Source,
  workload: StackResource,
): ReadonlySet<string> {
  const { propertyDependencies } = object?.resource ?? workload;
  const [property = ""] = (objectPath ?? path).split(/[.[]/);
  const own = propertyDependencies.get(property);
  return new Set(
    own === undefined || own.length === 0 ? [...propertyDependencies.values()].flat() : own,
  );
}
