import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * Ends the processes that a command started and deletes its temporary folders, however the command
 * ends: by itself, by Ctrl-C, by an error, or killed outright. A small shell script does it, which
 * notices that its standard input has closed; the operating system closes it for a killed process
 * too.
 */
export interface Leash {
  /**
   * Takes a process started with `detached: true`, and everything that it starts. A process that
   * could not be started (it has no id) is ignored.
   */
  hold(child: ChildProcess): void;
  /**
   * Ends what is left of a held process and what it started, and forgets it. Resolves when nothing
   * of it runs any more.
   */
  end(child: ChildProcess): Promise<void>;
  /** Takes a folder, which is deleted at the end. */
  remove(folder: string): void;
  /** Ends and deletes everything held. Resolves when that is done; further calls do nothing. */
  close(): Promise<void>;
}

/**
 * Opens a leash: one small shell process. Costs a few milliseconds.
 *
 * @param processes Folder in which the system shows its processes. Where there is none, as on macOS,
 * `ps` is asked.
 */
export function openLeash(processes = "/proc"): Leash {
  const script = spawn("/bin/sh", [join(__dirname, "leash.sh"), processes], {
    detached: true,
    env: { PATH: "/usr/bin:/bin:/usr/sbin:/sbin" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  // A leash that was never closed must not keep a command alive: its end is what the script awaits.
  script.unref();
  let gone = false;
  const ended = new Promise<void>((resolve) => {
    for (const event of ["exit", "error"]) script.once(event, () => resolve());
  }).then(() => {
    gone = true;
  });
  // Writing to a script that was killed from outside must not bring the command down.
  script.stdin.on("error", () => undefined);
  const answers = new Map<number, () => void>();
  const lines = createInterface({ input: script.stdout });
  lines.on("line", (line) => answers.get(Number(line.replace("ended ", "")))?.());
  lines.on("close", () => {
    for (const answer of answers.values()) answer();
  });
  unref(script.stdin);
  unref(script.stdout);

  const endings = new WeakMap<ChildProcess, Promise<void>>();
  const endSession = async ({ pid }: ChildProcess) => {
    if (pid === undefined || gone || closing) return;
    const answered = new Promise<void>((resolve) => answers.set(pid, resolve));
    script.stdin.write(`end ${pid}\n`);
    await keepingAlive(answered);
    answers.delete(pid);
  };

  let closing: Promise<void> | undefined;
  return {
    hold(child) {
      if (child.pid !== undefined) script.stdin.write(`hold ${child.pid}\n`);
    },
    end(child) {
      const ending = endings.get(child) ?? endSession(child);
      endings.set(child, ending);
      return ending;
    },
    remove(folder) {
      script.stdin.write(`remove ${folder}\n`);
    },
    close() {
      closing ??= (async () => {
        script.stdin.end();
        await keepingAlive(ended);
      })();
      return closing;
    },
  };
}

/** Pipes of a child are sockets, which can be kept from holding the event loop; the types hide it. */
function unref(stream: object): void {
  if ("unref" in stream && typeof stream.unref === "function") stream.unref();
}

/** Waits for something that does not hold the event loop itself. */
async function keepingAlive(awaited: Promise<unknown>): Promise<void> {
  const alive = setInterval(() => undefined, 1000);
  try {
    await awaited;
  } finally {
    clearInterval(alive);
  }
}
