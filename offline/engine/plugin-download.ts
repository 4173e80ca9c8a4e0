import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import type { Leash } from "../process/leash";
import { runProcess } from "../process/run";
import type { WantedProvider } from "../providers/install";
import type { Chosen } from "../tools/choose-tool";
import type { EnsureOptions } from "../tools/ensure-tool";
import { cacheFolder } from "../tools/tool";

/** Where the CLI downloads plugins from. */
const SOURCE = { host: "get.pulumi.com", port: 443 };
/** How long the source has to take a connection, in milliseconds: an offline machine must not wait. */
const REACHABLE_WITHIN = 1_500;
/** How long all downloads together may take, in milliseconds. */
const DOWNLOADED_WITHIN = 150_000;
/** How long a failure is remembered, in milliseconds: a day. */
const REMEMBERED_FOR = 86_400_000;
/** Variables by which the CLI finds a proxy on the way to the source. */
const PROXIES = ["HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"];

/** How plugins are downloaded. */
export interface DownloadOptions extends EnsureOptions {
  readonly engine: () => Promise<Chosen>;
  readonly folder: string;
  readonly leash: Leash;
  /** Try even when it failed lately. */
  readonly insist: boolean;
}

/** The `PULUMI_HOME` that downloaded plugins are kept in, outside the tree and the user's own. */
export function downloadedPlugins(): string {
  return join(cacheFolder(), "pulumi");
}

/**
 * Tries to download plugins, quickly and within bounds. Whether it worked shows in what is there
 * afterwards; a failure is remembered, so that a machine without a way out does not try each time.
 */
export async function downloadPlugins(
  plugins: readonly WantedProvider[],
  options: DownloadOptions,
): Promise<void> {
  const failed = join(cacheFolder(), "plugins-unreachable");
  if (!options.insist && failedLately(failed)) return;
  if ((await isReachable()) && (await installAll(plugins, options))) {
    rmSync(failed, { force: true });
  } else {
    mkdirSync(dirname(failed), { recursive: true });
    writeFileSync(failed, "");
  }
}

function failedLately(mark: string): boolean {
  return existsSync(mark) && Date.now() - statSync(mark).mtimeMs < REMEMBERED_FOR;
}

/** Whether the source, or the proxy on the way to it, takes a connection. */
function isReachable(): Promise<boolean> {
  const { HTTPS_PROXY, https_proxy } = process.env;
  const proxy = HTTPS_PROXY || https_proxy;
  const { host, port } = proxy ? addressOf(proxy) : SOURCE;
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: REACHABLE_WITHIN });
    const answer = (reachable: boolean) => {
      socket.destroy();
      resolve(reachable);
    };
    socket.once("connect", () => answer(true));
    socket.once("timeout", () => answer(false));
    socket.once("error", () => answer(false));
  });
}

function addressOf(proxy: string): { host: string; port: number } {
  const url = URL.canParse(proxy) ? new URL(proxy) : new URL(`http://${proxy}`);
  return { host: url.hostname, port: Number(url.port || (url.protocol === "https:" ? 443 : 80)) };
}

async function installAll(
  plugins: readonly WantedProvider[],
  options: DownloadOptions,
): Promise<boolean> {
  const { path } = await options.engine();
  const deadline = AbortSignal.timeout(DOWNLOADED_WITHIN);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  const installs = plugins.map(async ({ name, version }) => {
    options.onProgress?.(`providers: downloading ${name} ${version}`);
    const { code } = await runProcess({
      program: path,
      arguments: ["plugin", "install", "resource", name, version, "--exact", "--non-interactive"],
      folder: options.folder,
      environment: environment(options.folder),
      leash: options.leash,
      signal,
    });
    return code === 0;
  });
  try {
    return (await Promise.all(installs)).every(Boolean);
  } catch (error) {
    if (deadline.aborted && !options.signal?.aborted) return false;
    throw error;
  }
}

function environment(folder: string): NodeJS.ProcessEnv {
  const proxies = PROXIES.filter((name) => process.env[name] !== undefined);
  return {
    ...Object.fromEntries(proxies.map((name) => [name, process.env[name]])),
    PATH: process.env.PATH,
    HOME: folder,
    PULUMI_HOME: downloadedPlugins(),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}
