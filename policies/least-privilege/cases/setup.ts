import type { Policy } from "../../framework/policy";
import { leastPrivilegePolicy } from "../policy";

/** The policy for one case, which knows nothing of the others. */
export default function policyFor(): Policy {
  return leastPrivilegePolicy();
}
