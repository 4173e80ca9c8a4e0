import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Leash } from "../process/leash";
import { runProcess } from "../process/run";
import { takeLock } from "../tools/build-lock";
import type { EnsureOptions } from "../tools/ensure-tool";
import { cacheFolder } from "../tools/tool";

/** The folder of the policy pack. */
const PACK = join(__dirname, "..", "..", "policies");
/** The compiled main file, in the folder of the pack. */
const MAIN = join("bin", "index.js");
/** Its time is that of the last build: the compiler leaves files alone that would not change. */
const BUILT = join("bin", ".tsbuildinfo");
/** Folders of the pack whose change does not make the compiled pack stale, and files that do. */
const NOT_COMPILED = ["node_modules", "bin", "cases", "testing"];
const SOURCE = /(?<!\.test|\.d)\.ts$|^(tsconfig|package)\.json$/;

/** How the pack is compiled. */
export interface PackOptions extends EnsureOptions {
  /** Ends the compiler when the command ends. */
  readonly leash: Leash;
  /** Folder of the pack. Default: this repository's. */
  readonly pack?: string;
}

/**
 * Compiles the policy pack when a source is newer than the last build. Of several processes one
 * compiles and the others wait.
 *
 * @throws Error with what the compiler said when the pack does not compile.
 */
export async function ensurePolicyPack(options: PackOptions): Promise<void> {
  const { leash, onProgress, signal, pack = PACK } = options;
  if (isUpToDate(pack)) return;
  const locks = join(cacheFolder(), "locks");
  mkdirSync(locks, { recursive: true });
  const name = createHash("sha256").update(pack).digest("hex").slice(0, 12);
  const lock = await takeLock(join(locks, `policies-${name}`), {
    onWait: (pid) => onProgress?.(`policy pack: waiting for process ${pid}, which compiles it`),
    done: () => isUpToDate(pack),
    signal,
  });
  if (!lock) return;
  try {
    onProgress?.("policy pack: compiling");
    await compile(pack, leash, signal);
  } finally {
    lock.release();
  }
}

function isUpToDate(pack: string): boolean {
  const built = join(pack, BUILT);
  return (
    existsSync(join(pack, MAIN)) &&
    existsSync(built) &&
    newestSource(pack) <= statSync(built).mtimeMs
  );
}

/** When a source of the pack changed last. */
function newestSource(folder: string): number {
  const times = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_COMPILED.includes(entry.name) ? 0 : newestSource(path);
    return SOURCE.test(entry.name) ? statSync(path).mtimeMs : 0;
  });
  return Math.max(0, ...times);
}

async function compile(pack: string, leash: Leash, signal?: AbortSignal): Promise<void> {
  // What changes while the compiler runs is newer than its result.
  const started = new Date();
  const { code, stdout, stderr } = await runProcess({
    program: process.execPath,
    arguments: [createRequire(__filename).resolve("typescript/bin/tsc"), "-p", pack],
    folder: pack,
    environment: { PATH: process.env.PATH },
    leash,
    signal,
  });
  // The compiler writes its files for a faulty source too.
  const current = code === 0 ? started : new Date(0);
  if (existsSync(join(pack, BUILT))) utimesSync(join(pack, BUILT), current, current);
  if (code !== 0) throw new Error(`The policy pack does not compile:\n${stdout}${stderr}`);
}

/**
 * Writes what `--policy-pack` is to name: an executable file that starts the compiled pack, which
 * every CLI starts by itself. A folder would need a language host that can start packs; the one that
 * can be built from pinned modules, and an old one on `PATH`, cannot.
 *
 * @param folder Where the file is written.
 * @returns Its path.
 */
export function writePackLauncher(folder: string): string {
  const launcher = join(folder, "policy-pack");
  const [node, pack, main] = [process.execPath, PACK, join(PACK, MAIN)].map(quoteForShell);
  // The pack reads its own package.json from the folder that it runs in.
  writeFileSync(launcher, `#!/bin/sh\ncd ${pack} && exec ${node} ${main} "$@"\n`, { mode: 0o755 });
  return launcher;
}

function quoteForShell(word: string | undefined): string {
  return `'${(word ?? "").replaceAll("'", `'\\''`)}'`;
}
