import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Leash } from "../process/leash";
import { runProcess } from "../process/run";
import { takeLock } from "../tools/build-lock";
import type { Chosen } from "../tools/choose-tool";
import type { EnsureOptions } from "../tools/ensure-tool";
import { cacheFolder } from "../tools/tool";

/** The folder of the policy pack, and its main file once it is compiled. */
const PACK = join(__dirname, "..", "..", "policies");
const MAIN = join(PACK, "bin", "index.js");
/** Its time is that of the last build: the compiler leaves files alone that would not change. */
const BUILT = join(PACK, "bin", ".tsbuildinfo");
/** Folders and files of the pack whose change does not make the compiled pack stale, and those that do. */
const NOT_COMPILED = ["node_modules", "bin", "cases", "testing"];
const SOURCE = /(?<!\.test|\.d)\.ts$|^(tsconfig|package)\.json$/;

/** How the pack is compiled. */
export interface PackOptions extends EnsureOptions {
  /** Ends the compiler when the command ends. */
  readonly leash: Leash;
}

/**
 * Compiles the policy pack when a source is newer than the last build. Of several processes one
 * compiles and the others wait.
 *
 * @throws Error with what the compiler said when the pack does not compile.
 */
export async function ensurePolicyPack({ leash, onProgress, signal }: PackOptions): Promise<void> {
  if (isUpToDate()) return;
  const locks = join(cacheFolder(), "locks");
  mkdirSync(locks, { recursive: true });
  const name = createHash("sha256").update(PACK).digest("hex").slice(0, 12);
  const lock = await takeLock(join(locks, `policies-${name}`), {
    onWait: (pid) => onProgress?.(`policy pack: waiting for process ${pid}, which compiles it`),
    done: isUpToDate,
    signal,
  });
  if (!lock) return;
  try {
    onProgress?.("policy pack: compiling");
    await compile(leash, signal);
  } finally {
    lock.release();
  }
}

function isUpToDate(): boolean {
  return existsSync(MAIN) && existsSync(BUILT) && newestSource() <= statSync(BUILT).mtimeMs;
}

/** When a source of the pack changed last. */
function newestSource(folder = PACK): number {
  const times = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_COMPILED.includes(entry.name) ? 0 : newestSource(path);
    return SOURCE.test(entry.name) ? statSync(path).mtimeMs : 0;
  });
  return Math.max(0, ...times);
}

async function compile(leash: Leash, signal?: AbortSignal): Promise<void> {
  const compiler = createRequire(join(PACK, "package.json")).resolve("typescript/bin/tsc");
  const { code, stdout, stderr } = await runProcess({
    program: process.execPath,
    arguments: [compiler, "-p", PACK],
    folder: PACK,
    environment: { PATH: process.env.PATH },
    leash,
    signal,
  });
  if (code !== 0) throw new Error(`The policy pack does not compile:\n${stdout}${stderr}`);
  const now = new Date();
  utimesSync(BUILT, now, now);
}

/**
 * What `--policy-pack` has to name for an engine. An ordinary CLI takes the pack's folder. The
 * language host that can be built from pinned modules cannot start a folder; the CLI starts an
 * executable file by itself, so there it is a file that starts the compiled pack.
 *
 * @param folder Where such a file may be written.
 */
export function policyPackFor(engine: Chosen, folder: string): string {
  if (engine.origin === "path") return PACK;
  const launcher = join(folder, "policy-pack");
  const [node, pack, main] = [process.execPath, PACK, MAIN].map(quoteForShell);
  // The pack reads its own package.json from the folder that it runs in.
  writeFileSync(launcher, `#!/bin/sh\ncd ${pack} && exec ${node} ${main} "$@"\n`, { mode: 0o755 });
  return launcher;
}

function quoteForShell(word: string | undefined): string {
  return `'${(word ?? "").replaceAll("'", `'\\''`)}'`;
}
