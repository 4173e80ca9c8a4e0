import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Leash } from "./leash";

/** A process to run to its end. */
export interface ProcessOptions {
  /** Name or path of the program. */
  readonly program: string;
  readonly arguments: readonly string[];
  /** Folder that it runs in. */
  readonly folder: string;
  /** Its whole environment. */
  readonly environment: NodeJS.ProcessEnv;
  /** Ends it and all that it started, when the command ends. */
  readonly leash: Leash;
  /**
   * `capture` keeps what it writes; `inherit` passes it on to this process's own outputs, where
   * terminals stay terminals. Default: `capture`.
   */
  readonly output?: "capture" | "inherit";
  /** Asks it to end by an interrupt, as Ctrl-C does, and makes it end after `grace`. */
  readonly signal?: AbortSignal;
  /** How long it may take to end by itself when interrupted, in milliseconds. Default: 2000. */
  readonly grace?: number;
}

/** What a process left behind. */
export interface Finished {
  /** Exit code; 1 when a signal ended it. */
  readonly code: number;
  /** All that it wrote, unless inherited. */
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a process to its end, and ends what it leaves running.
 *
 * @throws Error when it cannot be started; the signal's reason when it was aborted.
 */
export async function runProcess(options: ProcessOptions): Promise<Finished> {
  const { leash, signal } = options;
  signal?.throwIfAborted();
  const outputs = options.output === "inherit" ? "inherit" : "pipe";
  const child = spawn(options.program, options.arguments, {
    cwd: options.folder,
    detached: true,
    env: options.environment,
    stdio: ["ignore", outputs, outputs],
  });
  leash.hold(child);
  const interrupt = () => void interruptAndEnd(child, leash, options.grace ?? 2000);
  signal?.addEventListener("abort", interrupt, { once: true });
  try {
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    const [code] = (await once(child, "close")) as [number | null];
    await leash.end(child);
    signal?.throwIfAborted();
    return { code: code ?? 1, stdout: stdout(), stderr: stderr() };
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
}

async function interruptAndEnd(child: ChildProcess, leash: Leash, grace: number): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGINT");
  await Promise.race([ended, sleep(grace, undefined, { ref: false })]);
  await leash.end(child);
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}
