import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { StackConfiguration } from "../../config";
import { parseStackFile } from "../../config/parse";

// Tests change the file as its readers would: any key of any map.
// biome-ignore lint/suspicious/noExplicitAny: the file is data, whose form the configuration checks.
type StackFileData = any;

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
  const text = readFileSync(join(__dirname, "../../Pulumi.staging.yaml"), "utf8");
  const { config } = parse(text) as { config: StackFileData };
  change(config);
  const result = parseStackFile(config, { stack: "staging", secretKeys: new Set(secretKeys) });
  if (!result.ok) {
    throw new Error(JSON.stringify(result.problems, null, 2));
  }
  return result.configuration;
}
