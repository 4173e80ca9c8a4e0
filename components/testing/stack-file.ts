import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { StackConfiguration } from "../../config";
import { parseStackFile } from "../../config/parse";

// Tests change the file as its readers would: any key of any map.
// biome-ignore lint/suspicious/noExplicitAny: the file is data, whose form the configuration checks.
export type StackFileData = any;

/** The data of the stack file of a stack. */
export function stackFileOf(stack: string): StackFileData {
  return parse(readFileSync(join(__dirname, `../../Pulumi.${stack}.yaml`), "utf8")).config;
}

/**
 * The configuration of a stack, after `change` has changed the data of its stack file, whose `secretKeys` are the top
 * keys that Pulumi keeps encrypted.
 *
 * @throws Error when the changed file is refused.
 */
export function configurationOf(
  stack: string,
  change: (config: StackFileData) => void = () => {},
  secretKeys: readonly string[] = [],
): StackConfiguration {
  const config = stackFileOf(stack);
  change(config);
  const result = parseStackFile(config, { stack, secretKeys: new Set(secretKeys) });
  if (!result.ok) {
    throw new Error(JSON.stringify(result.problems, null, 2));
  }
  return result.configuration;
}
