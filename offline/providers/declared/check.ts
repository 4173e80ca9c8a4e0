import type { CheckRequest, CheckResult } from "../protocol/provider";
import type { Properties } from "../values/value";
import { nameFor } from "./auto-name";
import { noteDefault, withDefaults } from "./defaults";
import type { ResourceType } from "./resource-type";
import type { Failure } from "./rules";

/** Checks the inputs of a resource: fills in its name and its defaults, and refuses what the provider would refuse. */
export function check(
  type: ResourceType,
  configuration: Properties,
  request: CheckRequest,
): CheckResult {
  const failures: Failure[] = [];
  const inputs = withDefaults(type, withName(type, request, failures));
  for (const property of type.required) {
    if ((inputs[property] ?? null) === null) {
      failures.push(`"${property}" is missing. It is required. Give it.`);
    }
  }
  for (const rule of type.rules) failures.push(...rule.failures(inputs, configuration));
  return { inputs, failures };
}

function withName(type: ResourceType, request: CheckRequest, failures: Failure[]): Properties {
  const { inputs } = request;
  const property = type.autoName?.property;
  if (type.autoName === undefined || property === undefined) return inputs;
  if ((inputs[property] ?? null) !== null) return inputs;
  const made = nameFor(type.autoName, request);
  if (typeof made !== "string") {
    failures.push(made.problem);
    return inputs;
  }
  return noteDefault({ ...inputs, [property]: made }, property);
}
