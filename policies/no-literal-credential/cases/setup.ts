import type { Policy } from "../../framework/policy";
import { engineKnowledge, listenForSecrets } from "../engine-requests";
import { noLiteralCredentialIn } from "../policy";

listenForSecrets();

/** What surrounds a case. */
export interface World {
  /** Secret values of the stack's configuration; null where the engine does not tell them. Default: none. */
  readonly configuration?: readonly string[] | null;
  /** Values of the variables of the process. Default: none. */
  readonly environment?: readonly string[];
}

/** The policy for one case, which knows nothing of the others. */
export default function policyFor(world: unknown): Policy {
  const { configuration = [], environment = [] } = (world ?? {}) as World;
  return noLiteralCredentialIn(() => ({
    engine: {
      marks: engineKnowledge.marks,
      secretConfiguration: () => configuration ?? undefined,
    },
    environment,
  }));
}
