import { createHash, randomBytes } from "node:crypto";
import type { CheckRequest } from "../protocol/provider";
import { isDefault } from "./defaults";
import type { AutoName } from "./resource-type";

/**
 * Names a resource that the program does not name: its logical name, a hyphen and random hexadecimal digits. A name
 * that was made before stays.
 *
 * @returns The name, or why none could be made.
 */
export function nameFor(
  rule: AutoName,
  request: CheckRequest,
): string | { readonly problem: string } {
  const before = request.priorInputs?.[rule.property];
  if (
    request.priorInputs &&
    typeof before === "string" &&
    isDefault(request.priorInputs, rule.property)
  ) {
    return before;
  }
  if (request.naming?.mode === "disabled") {
    return {
      problem: `"${rule.property}" is missing. The project's configuration forbids to make names up. Give it.`,
    };
  }
  if (request.naming !== undefined) return request.naming.proposed;
  return madeUp(rule, request);
}

function madeUp(rule: AutoName, request: CheckRequest): string | { readonly problem: string } {
  const logical = rule.lowerCase ? request.logicalName.toLowerCase() : request.logicalName;
  if (rule.random === 0) return logical;
  const name = `${logical}-${randomHex(request.randomSeed, request.urn, rule.random)}`;
  if (name.length <= rule.maxLength) return name;
  return {
    problem:
      `The name that would be made, "${name}", has ${name.length} characters. ` +
      `Allowed are ${rule.maxLength}. Give "${rule.property}", or a shorter logical name.`,
  };
}

/** Random digits; the same for the same seed, so that a preview and the update that follows it agree. */
function randomHex(seed: Uint8Array, urn: string, length: number): string {
  if (seed.length === 0) return randomBytes(length).toString("hex").slice(0, length);
  return createHash("sha256").update(seed).update(urn).digest("hex").slice(0, length);
}
