import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBundle } from "./bundle";

/** A provider that a program wants, as its SDK names it. */
export interface WantedProvider {
  /** Name of the package: `gcp`, `kubernetes` or `random`. */
  readonly name: string;
  /** Version without a leading `v`, such as `9.37.0`. The engine asks for exactly this one. */
  readonly version: string;
}

/** The providers that can be simulated. */
export const simulatedProviders: readonly string[] = ["gcp", "kubernetes", "random"];

/**
 * Places simulated providers where the engine looks for installed ones, so that it starts them instead of downloading
 * the real ones. Providers of the same name and version that are there already are replaced.
 *
 * @param pulumiHome The folder that the engine is told by `PULUMI_HOME`.
 * @throws Error when a provider is wanted that cannot be simulated.
 */
export async function installSimulatedProviders(
  pulumiHome: string,
  providers: readonly WantedProvider[],
): Promise<void> {
  const other = providers.filter(({ name }) => !simulatedProviders.includes(name));
  if (other.length > 0) {
    const names = other.map(({ name }) => `"${name}"`).join(", ");
    throw new Error(
      `There is no simulated provider ${names}. There is one of ${simulatedProviders.join(", ")}. ` +
        `Install the real plugins, and run with "--providers real".`,
    );
  }
  const bundle = await ensureBundle();
  for (const provider of providers) install(pulumiHome, provider, bundle);
}

function install(pulumiHome: string, { name, version }: WantedProvider, bundle: string): void {
  const folder = join(pulumiHome, "plugins", `resource-${name}-v${version}`);
  const file = join(folder, `pulumi-resource-${name}`);
  const unfinished = `${file}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const command = [process.execPath, bundle, name, version].map(shellQuoted).join(" ");
  // The shell is replaced by the provider, which so holds the engine's pipe and gets the engine's signals itself.
  writeFileSync(unfinished, `#!/bin/sh\nexec ${command}\n`);
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, file);
}

function shellQuoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
