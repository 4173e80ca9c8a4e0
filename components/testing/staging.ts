import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { StackConfiguration } from "../../config";
import { parseStackFile } from "../../config/parse";

// Tests change the file as its readers would: any key of any map.
// biome-ignore lint/suspicious/noExplicitAny: the file is data, whose form the configuration checks.
type StackFileData = any;

/** The data of the stack file of Netra's staging. */
export function stagingFile(): StackFileData {
  return parse(readFileSync(join(__dirname, "../../Pulumi.staging.yaml"), "utf8")).config;
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
  const config = stagingFile();
  change(config);
  const result = parseStackFile(config, { stack: "staging", secretKeys: new Set(secretKeys) });
  if (!result.ok) {
    throw new Error(JSON.stringify(result.problems, null, 2));
  }
  return result.configuration;
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
