import { z } from "zod";
import { matchesPattern } from "./pattern";

const URN_PREFIX = "urn:pulumi:";

const required = z.string().trim().min(1);

/** How one exemption is written in the configuration of the policy `exemptions`. */
export const exemptionSchema = z.strictObject({
  policy: required.describe("The policy that is not to apply."),
  resource: required
    .refine((text) => /[^*?]/.test(text), {
      message: "names every resource. Name the ones that are exempt, or set the policy's level.",
    })
    .describe(
      "The resource: its URN, its name in the program, or a pattern for that name in which `*` stands for any characters and `?` for one.",
    ),
  reason: required.describe("Why the rule may be broken here."),
  owner: required.describe("Who answers for it: a team or a person."),
  expires: required
    .refine(isDay, { message: 'must be a date such as "2026-12-31".' })
    .describe("The last day on which it applies, as `YYYY-MM-DD` in UTC."),
});

/** A rule that may be broken at a resource, for a reason, by somebody, for a time. */
export type Exemption = z.output<typeof exemptionSchema>;

/** Tells whether an exemption has run out. `today` is a date as `YYYY-MM-DD` in UTC. */
export function isExpired(exemption: Exemption, today: string): boolean {
  return exemption.expires < today;
}

/** Tells whether an exemption names the resource with this URN, whatever the policy. */
export function namesResource(exemption: Exemption, urn: string): boolean {
  const pattern = exemption.resource;
  if (pattern.startsWith(URN_PREFIX)) {
    return pattern === urn;
  }
  return matchesPattern(pattern, nameOf(urn));
}

/**
 * Tells whether an exemption can be meant for a stack. One configuration may serve several stacks, and a URN says in full
 * which stack of which project it is of; a name may be of any.
 *
 * @param urns URNs of the resources of the stack.
 */
export function concernsStack(exemption: Exemption, urns: readonly string[]): boolean {
  return (
    !exemption.resource.startsWith(URN_PREFIX) ||
    urns.some((urn) => stackOf(urn) === stackOf(exemption.resource))
  );
}

/** Stack and project of `urn:pulumi:STACK::PROJECT::TYPE::NAME`. */
function stackOf(urn: string): string {
  return urn.split("::").slice(0, 2).join("::");
}

/** The name in the program, which is what follows the type in `urn:pulumi:STACK::PROJECT::TYPE::NAME`. */
function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return false;
  }
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}
