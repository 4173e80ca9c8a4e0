import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openLeash } from "../process/leash";
import type { EnsureOptions } from "./ensure-tool";
import type { Program } from "./tool";

/** How many of Go's last lines a message repeats. */
const LAST_LINES = 12;

/** There is no Go on the PATH. */
export class GoMissing extends Error {
  constructor({ name, version, oldestGo }: Program) {
    super(
      `${name} ${version} has to be built, and there is no "go" on the PATH. ` +
        `Install Go ${oldestGo} or later: https://go.dev/doc/install`,
    );
  }
}

/**
 * Builds one program into a folder with the `go` of the PATH.
 *
 * @throws GoMissing; Error with what Go said last when it fails; the signal's reason when aborted.
 */
export async function buildProgram(
  program: Program,
  folder: string,
  { onProgress, signal }: EnsureOptions,
): Promise<void> {
  signal?.throwIfAborted();
  const leash = openLeash();
  // The leash goes before the caller is told, so that no process outlives the answer.
  const stop = () => void leash.close();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const [command = "", ...rest] = program.buildArguments;
    const go = spawn("go", [command, "-o", join(folder, program.name), ...rest], {
      cwd: program.folder,
      detached: true,
      env: goEnvironment(process.env),
      stdio: ["ignore", "ignore", "pipe"],
    });
    leash.hold(go);
    const said: string[] = [];
    const progress = countProgress(program, onProgress);
    createInterface({ input: go.stderr }).on("line", (line) => {
      if (!progress(line)) said.push(line);
      if (said.length > LAST_LINES) said.shift();
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      go.once("error", reject);
      go.once("close", resolve);
    });
    signal?.throwIfAborted();
    if (code !== 0) throw new Error(buildFailure(program, said));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new GoMissing(program);
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
    await leash.close();
  }
}

/**
 * The user's environment, less what would change the result: a workspace file above the tree, flags,
 * another target. Without cgo no C compiler is needed. Proxies, caches and the toolchain stay the
 * user's choice.
 */
export function goEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { GOOS: _os, GOARCH: _arch, ...rest } = environment;
  return {
    ...rest,
    CGO_ENABLED: "0",
    GO111MODULE: "on",
    GOFLAGS: "-mod=readonly -buildvcs=false",
    GOWORK: "off",
  };
}

/**
 * Turns Go's own lines into a count. The returned function answers whether a line was progress: a
 * download or the name of a package, which `-v` prints as it compiles.
 */
function countProgress(
  program: Program,
  onProgress: EnsureOptions["onProgress"],
): (line: string) => boolean {
  let downloaded = 0;
  let compiled = 0;
  return (line) => {
    if (line.startsWith("go: downloading ")) {
      downloaded += 1;
      onProgress?.(`${program.name}: downloading Go modules (${downloaded})`);
      return true;
    }
    if (/^[\w.~-]+(\/[\w.~-]+)*$/.test(line)) {
      compiled += 1;
      onProgress?.(`${program.name}: compiling (package ${compiled})`);
      return true;
    }
    return false;
  };
}

function buildFailure(program: Program, said: readonly string[]): string {
  return [
    `The build of ${program.name} ${program.version} from its Go modules failed. Go says:`,
    ...said.map((line) => `  ${line}`),
  ].join("\n");
}
