import type { Phase } from "../../framework/phase";
import type { Policy } from "../../framework/policy";
import { noLoopbackEndpointIn } from "../policy";

/** What the engine is doing in a case. Default: a preview. */
export interface World {
  readonly phase?: Phase;
}

/** The policy for one case, which knows nothing of the others and of earlier previews. */
export default function policyFor(world: unknown): Policy {
  const { phase = "preview" } = (world ?? {}) as World;
  return noLoopbackEndpointIn(() => ({
    phase,
    evidence: { keep: () => {}, has: () => false },
  }));
}
