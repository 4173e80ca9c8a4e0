import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Leash } from "../process/leash";
import { runProcess } from "../process/run";
import { type EnsureOptions, ensureTool } from "./ensure-tool";
import { GoMissing } from "./go-build";
import { describeTool, type ToolName } from "./tool";

/** A program that the offline plan runs, and where it is from. */
export interface Chosen {
  /** Path of the program. */
  readonly path: string;
  /** Such as `v3.256.0`. */
  readonly version: string;
  /** `path`: found on the PATH. `built`: made from the pinned Go modules. */
  readonly origin: "path" | "built";
}

/** How a program is looked for. */
export interface ChooseOptions extends EnsureOptions {
  /** Where programs are looked for, as the variable PATH. Default: this process's own. */
  readonly searchPath?: string;
  /** Folder for whatever a program that is asked for its version may write. */
  readonly folder: string;
  /** Ends the programs that are asked for their version. */
  readonly leash: Leash;
}

/** `pulumi policy analyze --file`, which judges exported states, came with this version. */
const OLDEST_PULUMI = "3.249.0";
const LANGUAGE_HOST = "pulumi-language-nodejs";

/**
 * Gives the Pulumi CLI: a recent enough one of the PATH, else one that is built.
 *
 * @throws Error that names the ways to get one when there is neither a CLI nor Go, or the build's.
 */
export async function chooseEngine(options: ChooseOptions): Promise<Chosen> {
  const path = findProgram("pulumi", options.searchPath);
  if (path && hasLanguageHost(path, options.searchPath)) {
    const version = await versionOf(path, ["version"], options);
    if (version && compareVersions(version, OLDEST_PULUMI) >= 0) {
      return { path, version: `v${version}`, origin: "path" };
    }
  }
  return build("pulumi", options, (oldestGo) => [
    `There is neither a Pulumi CLI ${OLDEST_PULUMI} or later with its Node.js language host on the`,
    'PATH, nor a "go" to build one. Do one of these:',
    "  - install the Pulumi CLI: https://www.pulumi.com/docs/install/",
    `  - install Go ${oldestGo} or later: https://go.dev/doc/install`,
    "    It builds the CLI and the registry from their pinned modules, once, in about 5 minutes.",
  ]);
}

/**
 * Gives the registry program: CNCF Distribution 3 of the PATH, else one that is built.
 *
 * @throws Error that names the ways to get one when there is neither a registry nor Go, or the build's.
 */
export async function chooseRegistry(options: ChooseOptions): Promise<Chosen> {
  const path = findProgram("registry", options.searchPath);
  if (path) {
    const version = await versionOf(path, ["--version"], options, "distribution/distribution/v3");
    if (version?.startsWith("3.")) return { path, version: `v${version}`, origin: "path" };
  }
  return build("registry", options, (oldestGo) => [
    'There is neither a "registry" (CNCF Distribution 3) on the PATH, nor a "go" to build one.',
    "Do one of these:",
    `  - install Go ${oldestGo} or later: https://go.dev/doc/install`,
    '  - put the program of a CNCF Distribution 3 release on the PATH, with the name "registry".',
  ]);
}

/** The minor version of Kubernetes whose API server judges objects: another one knows other fields. */
const KUBERNETES_MINOR = "1.34";
/** Oldest etcd that the API server works with. */
const OLDEST_ETCD = "3.5.0";

/**
 * Gives the API server of Kubernetes: one of the PATH of the right minor version, else one that is built.
 *
 * @throws Error that names the ways to get one when there is neither one nor Go, or the build's.
 */
export async function chooseApiServer(options: ChooseOptions): Promise<Chosen> {
  const path = findProgram("kube-apiserver", options.searchPath);
  if (path) {
    const version = await versionOf(path, ["--version"], options, "Kubernetes");
    if (version?.startsWith(`${KUBERNETES_MINOR}.`)) {
      return { path, version: `v${version}`, origin: "path" };
    }
  }
  return build("kube-apiserver", options, (oldestGo) => [
    `There is neither a "kube-apiserver" ${KUBERNETES_MINOR} on the PATH, nor a "go" to build one.`,
    "Do one of these:",
    `  - install Go ${oldestGo} or later: https://go.dev/doc/install`,
    "  - put the program of a Kubernetes release on the PATH: https://kubernetes.io/releases/download/",
  ]);
}

/**
 * Gives etcd, in which the API server keeps its objects: a recent enough one of the PATH, else one that is built.
 *
 * @throws Error that names the ways to get one when there is neither one nor Go, or the build's.
 */
export async function chooseEtcd(options: ChooseOptions): Promise<Chosen> {
  const path = findProgram("etcd", options.searchPath);
  if (path) {
    const version = await versionOf(path, ["--version"], options, "etcd Version");
    if (version && compareVersions(version, OLDEST_ETCD) >= 0) {
      return { path, version: `v${version}`, origin: "path" };
    }
  }
  return build("etcd", options, (oldestGo) => [
    `There is neither an "etcd" ${OLDEST_ETCD} or later on the PATH, nor a "go" to build one.`,
    "Do one of these:",
    `  - install Go ${oldestGo} or later: https://go.dev/doc/install`,
    "  - install etcd: https://etcd.io/docs/latest/install/",
  ]);
}

async function build(
  name: ToolName,
  options: ChooseOptions,
  nowhere: (oldestGo: string) => readonly string[],
): Promise<Chosen> {
  const { version, oldestGo } = describeTool(name);
  try {
    return { path: await ensureTool(name, options), version, origin: "built" };
  } catch (error) {
    if (error instanceof GoMissing) throw new Error(nowhere(oldestGo).join("\n"));
    throw error;
  }
}

/** The CLI looks beside itself first, then on the PATH. */
function hasLanguageHost(cli: string, searchPath?: string): boolean {
  return (
    existsSync(join(dirname(realpathSync(cli)), LANGUAGE_HOST)) ||
    findProgram(LANGUAGE_HOST, searchPath) !== undefined
  );
}

/** Path of a program that may be run, as a shell would find it. */
function findProgram(name: string, searchPath = process.env.PATH ?? ""): string | undefined {
  const folders = searchPath.split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The version that a program prints, without `v`; `undefined` when it prints none, or not `mark`. */
async function versionOf(
  program: string,
  argument: readonly string[],
  { folder, leash, signal }: ChooseOptions,
  mark = "",
): Promise<string | undefined> {
  const environment = {
    PATH: process.env.PATH,
    HOME: folder,
    PULUMI_HOME: join(folder, "pulumi"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const asked = { program, arguments: argument, folder, environment, leash, signal };
  try {
    const { code, stdout } = await runProcess(asked);
    if (code !== 0 || !stdout.includes(mark)) return undefined;
    return /\bv?(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1];
  } catch (error) {
    signal?.throwIfAborted();
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}

/** Less than, equal to or more than zero, as `left` is older than, the same as or newer than `right`. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split(/[.+-]/, 3).map(Number));
  for (const place of [0, 1, 2]) {
    const difference = (a?.[place] ?? 0) - (b?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
