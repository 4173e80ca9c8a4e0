import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { type HeldLock, takeLock } from "./build-lock";
import { buildProgram } from "./go-build";
import { cacheFolder, describeTool, type Tool, type ToolName } from "./tool";

/** How a tool is made ready. */
export interface EnsureOptions {
  /** Told in a few words what is being done, at most a few times a second. Default: nobody is told. */
  readonly onProgress?: (message: string) => void;
  /** Ends the build and all of its processes. */
  readonly signal?: AbortSignal;
}

/**
 * Gives the path of a tool, which is built from its pinned Go modules when the cache does not hold
 * it yet. The cache is outside the tree (see `cacheFolder`); Go's own caches are where Go wants them.
 *
 * Any number of processes may ask at once: one builds and the others wait. A build that is
 * interrupted leaves nothing that could be taken for a finished one, since a tool appears by the
 * renaming of a complete folder.
 *
 * @throws GoMissing when there is no Go; Error with what Go said when the build fails; the signal's
 * reason when it was aborted.
 */
export async function ensureTool(name: ToolName, options: EnsureOptions = {}): Promise<string> {
  const tool = describeTool(name);
  const finished = toolFolder(tool);
  const path = join(finished, tool.name);
  if (existsSync(path)) return path;
  options.signal?.throwIfAborted();

  mkdirSync(dirname(finished), { recursive: true });
  const lock = await takeLock(`${finished}.lock`, {
    onWait: (pid) => options.onProgress?.(`${name}: waiting for process ${pid}, which builds it`),
    done: () => existsSync(path),
    signal: options.signal,
  });
  if (lock) await build(tool, finished, lock, options);
  return path;
}

/** Whether a tool is in the cache, so that `ensureTool` would answer at once. */
export function hasTool(name: ToolName): boolean {
  return existsSync(join(toolFolder(describeTool(name)), name));
}

function toolFolder(tool: Tool): string {
  return join(cacheFolder(), "tools", tool.name, tool.key);
}

async function build(
  tool: Tool,
  finished: string,
  lock: HeldLock,
  options: EnsureOptions,
): Promise<void> {
  const unfinished = mkdtempSync(`${finished}.building-`);
  try {
    await buildAll(tool, unfinished, options);
    publish(unfinished, finished);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    lock.release();
  }
}

/** Builds the programs side by side; the first that fails ends the others. */
async function buildAll(tool: Tool, folder: string, options: EnsureOptions): Promise<void> {
  const failed = new AbortController();
  const signals = options.signal ? [options.signal, failed.signal] : [failed.signal];
  const signal = AbortSignal.any(signals);
  const builds = tool.programs.map((program) =>
    buildProgram(program, folder, { ...options, signal }).catch((error: unknown) => {
      failed.abort(error);
      throw error;
    }),
  );
  // All have to have ended before the folder goes, even when one has failed.
  await Promise.allSettled(builds);
  await Promise.all(builds);
}

/** Makes a complete folder visible in one step, unless another run was faster. */
function publish(complete: string, finished: string): void {
  try {
    renameSync(complete, finished);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
}
