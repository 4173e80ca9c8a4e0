import type { StackConfiguration } from "../../config";
import { configurationOf, type StackFileData } from "./stack-file";

/**
 * The configuration of AIA's stack, after `change` has changed the data of its stack file.
 *
 * @throws Error when the changed file is refused.
 */
export function aiaWith(change: (config: StackFileData) => void = () => {}): StackConfiguration {
  return configurationOf("aia", change);
}
