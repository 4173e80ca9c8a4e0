import type { Policy } from "../../framework/policy";
import { registryOf } from "../../testing/image-registry";
import { portAgreesAsking } from "../policy";

/** The policy, asking registries that have what the case says. */
export default function policyFor(world: unknown = { images: {} }): Policy {
  return portAgreesAsking(registryOf(world));
}
