import type { StackConfiguration } from "../../config";
import { configurationOf, type StackFileData, stackFileOf } from "./stack-file";

/** The data of the stack file of Netra's staging. */
export function stagingFile(): StackFileData {
  return stackFileOf("staging");
}

/**
 * The configuration of Netra's staging stack, after `change` has changed the data of its stack file, whose
 * `secretKeys` are the top keys that Pulumi keeps encrypted.
 *
 * @throws Error when the changed file is refused.
 */
export function stagingWith(
  change: (config: StackFileData) => void = () => {},
  secretKeys: readonly string[] = [],
): StackConfiguration {
  return configurationOf("staging", change, secretKeys);
}

/**
 * Like {@link stagingWith}, without what is checked after a deployment, which names hosts, databases and
 * secrets of staging.
 */
export function uncheckedStagingWith(
  change: (config: StackFileData) => void = () => {},
  secretKeys: readonly string[] = [],
): StackConfiguration {
  return stagingWith((config) => {
    delete config["holdfast:verify"];
    change(config);
  }, secretKeys);
}

/**
 * Like {@link stagingWith}, of the stack as far as it is about services and their data: without hosts, alerts,
 * checks and the phases of starts, which name databases, secrets and services of staging.
 */
export function servicesOfStagingWith(
  change: (config: StackFileData) => void = () => {},
): StackConfiguration {
  return stagingWith((config) => {
    for (const key of ["holdfast:edge", "holdfast:observability", "holdfast:verify"]) {
      delete config[key];
    }
    for (const { startup } of Object.values<StackFileData>(config["holdfast:services"])) {
      delete startup.phases;
    }
    change(config);
  });
}
