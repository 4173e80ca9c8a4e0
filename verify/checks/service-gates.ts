import type { Check, Gate } from "../check";
import type { VerificationPlan } from "../plan";

/** Id of the gate of a service. */
function gateId(service: string): string {
  return `service/${service}`;
}

/** The gates that the checks of a service need: those of the services that it requires. */
export function requiredGates({ requires }: VerificationPlan, service: string): string[] {
  return (Object.hasOwn(requires, service) ? (requires[service] ?? []) : []).map(gateId);
}

/**
 * The gate of each service that another one requires: open when its own checks are green. A service that nothing
 * asks passes on what it requires itself.
 *
 * @param checks The checks by which a service is known to work.
 */
export function serviceGates(plan: VerificationPlan, checks: readonly Check[]): Gate[] {
  const own = new Map<string, string[]>();
  for (const { id, service = "" } of checks) {
    const known = own.get(service);
    if (known === undefined) own.set(service, [id]);
    else known.push(id);
  }
  const required = new Set(Object.values(plan.requires).flat());
  return [...required].map((service) => ({
    id: gateId(service),
    needs: [...(own.get(service) ?? []), ...requiredGates(plan, service)],
  }));
}
