import { z } from "zod";
import { definePolicy } from "../framework/define-policy";
import { exemptionSchema } from "../framework/exemption";
import type { Policy } from "../framework/policy";
import { checkExemption, exemptionSubject } from "./check";

/**
 * The policy that holds the exemptions of the others. It must be the first of the pack: the SDK asks the policies of one
 * resource one after the other, so it has read the exemptions before any other policy needs them.
 *
 * @param policies Ids of the policies that can be exempted from.
 * @param retired Ids of the policies that the pack had once.
 */
export function exemptions(policies: readonly string[], retired: readonly string[]): Policy {
  return definePolicy({
    id: "exemptions",
    displayName: "Exemptions are in force and needed",
    description:
      "Holds the exemptions from the other policies, each with a reason, an owner and a last day. " +
      "An exemption that has expired, matches no resource or names no policy is itself a violation, so that none outlives its purpose.",
    severity: "medium",
    remediation:
      "Remove the exemption, correct the policy or resource that it names, or agree on a new date with its owner. " +
      "Disable this policy and no exemption applies.",
    incidents: ["N17"],
    options: {
      entries: z
        .array(exemptionSchema)
        .default([])
        .describe(
          "The exemptions. An entry without policy, resource, reason, owner or expiry is refused.",
        ),
    },
    prepare({ options, exemptions: register }) {
      register.load(options.entries);
    },
    stack(resources, { options, exemptions: register }) {
      const circumstances = {
        today: register.today(),
        urns: resources.map(({ urn }) => urn),
        policies,
        retired,
      };
      return options.entries.flatMap((entry) =>
        checkExemption(entry, circumstances).map((finding) => ({
          subject: exemptionSubject(entry),
          finding,
        })),
      );
    },
  });
}
