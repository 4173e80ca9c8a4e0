import * as pulumi from "@pulumi/pulumi";
import type { StackConfiguration } from "./configuration";
import { parseStackFile } from "./parse";
import { formatProblems } from "./problem";
import { fileBeside } from "./services-file";
import { writtenFile } from "./stray-keys";

/** Pulumi hands over maps and lists of the stack file as JSON, and everything else as text. */
function parseValue(text: string): unknown {
  if (text === "") {
    return null;
  }
  try {
    return /^[[{]/.test(text) ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}

/** The SDK's own test for an encrypted key, which its typings leave out. */
const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };

/**
 * Reads the stack file of the present stack.
 *
 * @throws {pulumi.RunError} with every problem of the file, if it has any. Pulumi prints its message
 *   without a stack trace, and nothing is registered.
 */
export function readConfiguration(): StackConfiguration {
  const all = pulumi.runtime.allConfig();
  const stack = pulumi.getStack();
  const readFile = fileBeside(process.cwd());
  const result = parseStackFile(
    Object.fromEntries(Object.entries(all).map(([key, text]) => [key, parseValue(text)])),
    {
      stack,
      secretKeys: new Set(Object.keys(all).filter((key) => isConfigSecret(key))),
      readFile,
      written: writtenFile(stack, readFile),
    },
  );
  if (!result.ok) {
    throw new pulumi.RunError(formatProblems(`Pulumi.${stack}.yaml`, result.problems));
  }
  return result.configuration;
}
