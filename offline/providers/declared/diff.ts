import type { DiffRequest, DiffResult } from "../protocol/provider";
import { type Change, compare, leavesOf, same } from "../values/compare";
import { isWithin, schemaPathOf } from "../values/path";
import { holdsUnknown, type Properties } from "../values/value";
import { isDefault } from "./defaults";
import { deploy } from "./outputs";
import type { ChangeRule, ResourceType } from "./resource-type";

/** Compares what a resource is with what it is to become, and says which changes force a replacement. */
export function diff(
  type: ResourceType,
  configuration: Properties,
  request: DiffRequest,
  ids: ReadonlySet<string>,
): DiffResult {
  const before = settled(type, request.priorInputs, request.prior);
  const after = settled(
    type,
    request.inputs,
    deploy({
      type,
      configuration,
      urn: request.urn,
      inputs: request.inputs,
      prior: request.prior,
      ids,
      phase: "plan",
    }).outputs,
  );
  const changes = compare(before, after, type.sets)
    .filter((change) => !matches(type.ignores, change, request.inputs))
    .map((change) => ({ ...change, replaces: forcesReplacement(type, change, request.inputs) }));
  const replaced = changes.some((change) => change.replaces);
  return {
    changes,
    deleteBeforeReplace: replaced && (type.deletesFirst || keepsItsName(type, request)),
  };
}

/**
 * The inputs together with the values that the provider decides where the program leaves them out. Only so does it make
 * no difference whether a program names the default region or leaves it out.
 */
function settled(type: ResourceType, inputs: Properties, outputs: Properties): Properties {
  const result = { ...inputs };
  for (const name of Object.keys(type.decided)) {
    const value = outputs[name];
    if ((result[name] ?? null) === null && value !== undefined) result[name] = value;
  }
  return result;
}

function forcesReplacement(type: ResourceType, change: Change, inputs: Properties): boolean {
  return leavesOf(change).some((leaf) => {
    const path = schemaPathOf(leaf.path);
    return (
      type.replaces.some((place) => isWithin(path, place)) ||
      matches(type.replacesWhen, leaf, inputs)
    );
  });
}

function matches(
  rules: readonly ChangeRule[],
  { path, before, after }: Change,
  inputs: Properties,
): boolean {
  if ([before, after].some((value) => value !== undefined && holdsUnknown(value))) return false;
  const place = schemaPathOf(path);
  return rules.some((rule) => rule.path === place && rule.when(before, after, inputs));
}

/** Two resources cannot have one name at a time, so one that keeps a name given by the program has to go first. */
function keepsItsName(type: ResourceType, request: DiffRequest): boolean {
  const property = type.autoName?.property;
  if (property === undefined || isDefault(request.inputs, property)) return false;
  const before = request.priorInputs[property];
  const after = request.inputs[property];
  return before !== undefined && after !== undefined && same(before, after);
}
