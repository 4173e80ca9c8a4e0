import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Leash } from "../process/leash";
import { installSimulatedProviders, type WantedProvider } from "../providers/install";
import type { Chosen } from "../tools/choose-tool";
import type { EnsureOptions } from "../tools/ensure-tool";
import { downloadedPlugins, downloadPlugins } from "./plugin-download";

/**
 * Which providers a plan uses: the real plugins where they can be had and simulated ones for the
 * rest (`auto`), the real ones or an error (`real`), or simulated ones only.
 */
export type ProviderChoice = "auto" | "real" | "simulated";

/** A provider where the engine finds it. */
export interface PlacedProvider extends WantedProvider {
  readonly origin: "real" | "simulated";
}

/** How providers are placed. */
export interface PlaceOptions extends EnsureOptions {
  readonly choice: ProviderChoice;
  /** The engine's `PULUMI_HOME`, where plugins are placed. */
  readonly pulumiHome: string;
  /** Gives the CLI, which downloads plugins. Only asked when something has to be downloaded. */
  readonly engine: () => Promise<Chosen>;
  /** Folder for whatever the CLI may write. */
  readonly folder: string;
  readonly leash: Leash;
}

const PACKAGES = join(__dirname, "..", "..", "node_modules", "@pulumi");

/**
 * Places a provider for each Pulumi SDK that is installed, in the version that the SDK asks for.
 *
 * @throws Error that says how to install them when real ones are wanted and cannot be had.
 */
export async function placeProviders(options: PlaceOptions): Promise<PlacedProvider[]> {
  const wanted = wantedProviders(PACKAGES);
  const real = options.choice === "simulated" ? [] : await findReal(wanted, options);
  for (const { provider, folder } of real) link(folder, pluginFolder(options.pulumiHome, provider));
  const missing = wanted.filter((one) => !real.some(({ provider }) => provider === one));
  if (options.choice === "real" && missing.length > 0) throw notInstalled(missing);
  await installSimulatedProviders(options.pulumiHome, missing);
  return wanted.map((provider) => ({
    ...provider,
    origin: missing.includes(provider) ? "simulated" : "real",
  }));
}

/** The providers of the SDKs in a folder such as `node_modules/@pulumi`. */
export function wantedProviders(packages: string): WantedProvider[] {
  return readdirSync(packages)
    .sort()
    .map((name) => readFileSync(join(packages, name, "package.json"), "utf8"))
    .map((text) => JSON.parse(text) as SdkManifest)
    .filter(({ pulumi }) => pulumi?.resource === true)
    .map(({ name, version, pulumi }) => ({
      name: pulumi?.name ?? name.replace("@pulumi/", ""),
      version,
    }));
}

/** What of an SDK's `package.json` speaks of its provider. */
interface SdkManifest {
  readonly name: string;
  readonly version: string;
  readonly pulumi?: { readonly resource?: boolean; readonly name?: string };
}

/** A provider and the folder that its plugin is installed in. */
interface Installed {
  readonly provider: WantedProvider;
  readonly folder: string;
}

async function findReal(
  wanted: readonly WantedProvider[],
  options: PlaceOptions,
): Promise<Installed[]> {
  const installed = findInstalled(wanted);
  if (installed.length === wanted.length) return installed;
  const missing = wanted.filter((one) => !installed.some(({ provider }) => provider === one));
  await downloadPlugins(missing, { ...options, insist: options.choice === "real" });
  return findInstalled(wanted);
}

/** Plugins that the user has installed, or that an earlier run downloaded. */
function findInstalled(wanted: readonly WantedProvider[]): Installed[] {
  const own = process.env.PULUMI_HOME || join(homedir(), ".pulumi");
  return wanted.flatMap((provider) => {
    const folder = [own, downloadedPlugins()]
      .map((home) => pluginFolder(home, provider))
      .find((path) => isInstalled(path, provider));
    return folder ? [{ provider, folder }] : [];
  });
}

/** The CLI marks a plugin that it is still unpacking by a file beside the folder. */
function isInstalled(folder: string, { name }: WantedProvider): boolean {
  return existsSync(join(folder, `pulumi-resource-${name}`)) && !existsSync(`${folder}.partial`);
}

function pluginFolder(pulumiHome: string, { name, version }: WantedProvider): string {
  return join(pulumiHome, "plugins", `resource-${name}-v${version}`);
}

/** The engine overlooks a plugin folder that is a link itself, so its entries are linked. */
function link(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from)) symlinkSync(join(from, entry), join(to, entry));
}

function notInstalled(missing: readonly WantedProvider[]): Error {
  const commands = missing.map(
    ({ name, version }) => `  pulumi plugin install resource ${name} ${version} --exact`,
  );
  return new Error(
    [
      "These provider plugins are neither installed nor could they be downloaded. Install them by",
      ...commands,
      'or plan with simulated ones by "--providers simulated".',
    ].join("\n"),
  );
}
