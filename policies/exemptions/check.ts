import { concernsStack, type Exemption, isExpired, namesResource } from "../framework/exemption";
import { type Finding, violation } from "../framework/finding";

/** What an exemption is held against. */
export interface ExemptionCircumstances {
  /** Today as `YYYY-MM-DD` in UTC. */
  readonly today: string;
  /** URNs of all resources of the stack. */
  readonly urns: readonly string[];
  /** Ids of the policies that can be exempted from. */
  readonly policies: readonly string[];
  /** Ids of policies that the pack had once. */
  readonly retired: readonly string[];
}

/** The words that start a message about an exemption. */
export function exemptionSubject(exemption: Exemption): string {
  return `Exemption of "${exemption.resource}" from "${exemption.policy}"`;
}

/** What is wrong with one exemption: nothing, or one finding for each thing that is. */
export function checkExemption(
  exemption: Exemption,
  circumstances: ExemptionCircumstances,
): readonly Finding[] {
  const { today, urns, policies, retired } = circumstances;
  const findings: Finding[] = [];
  if (retired.includes(exemption.policy)) {
    findings.push(violation("", "names a policy that was retired. Remove the exemption."));
  } else if (!policies.includes(exemption.policy)) {
    const known = policies.map((id) => `"${id}"`).join(", ");
    findings.push(violation("", `names no policy of this pack, which has ${known}. Correct it.`));
  }
  if (isExpired(exemption, today)) {
    findings.push(
      violation(
        "",
        `expired on ${exemption.expires} and does not apply any more. ` +
          `Mend what it covers and remove it, or agree on a new date with its owner, ${exemption.owner}.`,
      ),
    );
  }
  if (concernsStack(exemption, urns) && !urns.some((urn) => namesResource(exemption, urn))) {
    findings.push(
      violation(
        "",
        "matches no resource of this stack. Correct the name, or remove the exemption.",
      ),
    );
  }
  return findings;
}
