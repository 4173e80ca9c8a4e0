import type { Policy } from "../../framework/policy";
import type { Lookup } from "../../registry/lookup";
import { formatReference } from "../../registry/reference";
import { oneVersionPerApplicationAsking } from "../policy";

/** What the registries of a case say, by reference in full. What is not listed may not be asked for. */
export type World = Readonly<Record<string, Lookup>>;

/** The policy, asking registries that say what the case says. */
export default function policyFor(world: unknown = {}): Policy {
  const answers = world as World;
  return oneVersionPerApplicationAsking({
    lookup: async (reference) => {
      const answer = answers[formatReference(reference)];
      if (answer === undefined) {
        throw new Error(`The case says nothing of "${formatReference(reference)}".`);
      }
      return answer;
    },
  });
}
