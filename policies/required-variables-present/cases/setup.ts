import type { Policy } from "../../framework/policy";
import { registryOf } from "../../testing/image-registry";
import { requiredVariablesPresentAsking } from "../policy";

/** The policy, asking registries that have what the case says. */
export default function policyFor(world: unknown): Policy {
  return requiredVariablesPresentAsking(registryOf(world ?? { images: {} }));
}
