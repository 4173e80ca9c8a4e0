import { readdirSync, readFileSync } from "node:fs";

/** What a process has used so far. */
export interface ProcessUsage {
  readonly command: string;
  /** Processor time of user and system, in seconds. */
  readonly cpuSeconds: number;
  /** Most memory that it had at once (resident set), in MiB. */
  readonly peakMebibytes: number;
}

/** What the processes of one run used. */
export interface RunUsage {
  readonly processes: readonly ProcessUsage[];
}

/** Linux counts processor time in this unit for programs on all machines (USER_HZ): proc_pid_stat(5). */
const TICKS_A_SECOND = 100;
const EVERY_MS = 100;

/**
 * Watches the processes whose environment mentions a folder, by `/proc`. Where there is none, as on macOS, nothing is
 * seen.
 *
 * @returns What ends the watch.
 */
export function watchProcesses(folder: string): () => RunUsage {
  const seen = new Map<string, ProcessUsage>();
  const others = new Set(processIds());
  const look = () => {
    const ids = new Set(processIds());
    // A number whose process has ended may be given to one that is to be watched.
    for (const id of others) if (!ids.has(id)) others.delete(id);
    for (const id of [...ids].filter((each) => !others.has(each))) {
      try {
        if (!seen.has(id) && !read(id, "environ").includes(folder)) continue;
        const usage = parseUsage(read(id, "cmdline"), read(id, "stat"), read(id, "status"));
        seen.set(id, sinceEarlier(seen.get(id), usage));
      } catch {
        // It has ended since it was listed.
      }
    }
  };
  const timer = setInterval(look, EVERY_MS);
  return () => {
    clearInterval(timer);
    look();
    return { processes: [...seen.values()] };
  };
}

/** A process that has ended and was not waited for yet has no command and no memory any more. */
export function sinceEarlier(earlier: ProcessUsage | undefined, now: ProcessUsage): ProcessUsage {
  return {
    command: now.command || (earlier?.command ?? ""),
    cpuSeconds: now.cpuSeconds,
    peakMebibytes: Math.max(now.peakMebibytes, earlier?.peakMebibytes ?? 0),
  };
}

function processIds(): string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function read(id: string, file: string): string {
  return readFileSync(`/proc/${id}/${file}`, "utf8");
}

/** Reads the files of one process in `/proc`. */
export function parseUsage(cmdline: string, stat: string, status: string): ProcessUsage {
  // The name of the program, in brackets, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return {
    command: cmdline.split("\0").join(" ").trim(),
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND,
    peakMebibytes: Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024,
  };
}
