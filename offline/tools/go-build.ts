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

/** Compilations go one after the other: side by side they would compile twice what they share. */
let lastCompilation: Promise<unknown> = Promise.resolve();

/**
 * Builds one program into a folder with the `go` of the PATH: downloads what it needs, at the same
 * time as others do, and compiles it in its turn.
 *
 * @throws GoMissing; Error with what Go said last when it fails; the signal's reason when aborted.
 */
export async function buildProgram(
  program: Program,
  folder: string,
  options: EnsureOptions,
): Promise<void> {
  // To list what a program is made of, Go has to have it all.
  await runGo(program, ["list", ...program.tagArguments, "-deps", program.package], options);
  const [command = "", ...rest] = program.buildArguments;
  const compilation = lastCompilation.then(() =>
    runGo(program, [command, "-o", join(folder, program.name), ...rest], options),
  );
  lastCompilation = compilation.catch(() => undefined);
  await compilation;
}

async function runGo(
  program: Program,
  line: readonly string[],
  { onProgress, signal }: EnsureOptions,
): Promise<void> {
  signal?.throwIfAborted();
  const leash = openLeash();
  const stop = () => void leash.close();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const go = spawn("go", line, {
      cwd: program.folder,
      detached: true,
      env: goEnvironment(process.env),
      stdio: ["ignore", "ignore", "pipe"],
    });
    leash.hold(go);
    const said: string[] = [];
    const progress = countProgress(program, onProgress);
    createInterface({ input: go.stderr }).on("line", (text) => {
      if (!progress(text)) said.push(text);
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
 * user's choice. The compiler collects its garbage half as often as by itself, which takes more
 * memory and less time.
 */
export function goEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { GOOS: _os, GOARCH: _arch, ...rest } = environment;
  return {
    GOGC: "200",
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
