import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The repository. */
export const ROOT = join(__dirname, "..", "..");

/** What a command left behind. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The offline command as a user starts it, in a folder for temporary files of its own: what is left
 * there, and which processes know of it, is what the command left behind.
 */
export class OfflineCommand {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "holdfast-command-")));

  /** Starts the command; `finished` gives its result. */
  start(line: readonly string[]): { process: ChildProcess; finished: Promise<CommandResult> } {
    const main = join(ROOT, "offline", "main.ts");
    const child = spawn(process.execPath, ["--require", "tsx/cjs", main, ...line], {
      cwd: ROOT,
      env: {
        ...process.env,
        TMPDIR: this.folder,
        KUBECONFIG: "/nowhere",
        PULUMI_ACCESS_TOKEN: "x",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { process: child, finished: resultOf(child) };
  }

  /** Runs the command to its end. */
  run(...line: string[]): Promise<CommandResult> {
    return this.start(line).finished;
  }

  /** Entries of the folder. */
  leftFiles(): string[] {
    // The transpiler that starts the command keeps its own cache there.
    return readdirSync(this.folder).filter((name) => !name.startsWith("tsx-"));
  }

  /** Command lines of the processes that know of the folder. */
  leftProcesses(): string[] {
    return readdirSync("/proc")
      .filter((pid) => /^\d+$/.test(pid))
      .filter((pid) => ["cmdline", "environ"].some((file) => read(pid, file).includes(this.folder)))
      .map((pid) => read(pid, "cmdline").replaceAll("\0", " "));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function resultOf(child: ChildProcess): Promise<CommandResult> {
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...output };
}

/** A file of a process; empty when the process has ended meanwhile. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(join("/proc", pid, file), "utf8");
  } catch {
    return "";
  }
}
