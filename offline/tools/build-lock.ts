import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** A lock is abandoned when its holder has not touched it for this long, in milliseconds. */
const ABANDONED_AFTER = 15_000;
/** How often a holder touches its lock, in milliseconds. */
const TOUCH_EVERY = 3_000;
/** How often a waiting run looks, in milliseconds. */
const LOOK_EVERY = 200;

/** A lock that this process holds. */
export interface HeldLock {
  /** Gives the lock back. */
  release(): void;
}

/** What a lock file says of its holder. */
interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** What a run that waits for a lock is told and may say. */
export interface Waiting {
  /** Called once when another process holds the lock, with its process id. */
  readonly onWait: (pid: number) => void;
  /** True when the lock is not needed any more, since another run has done the work. */
  readonly done: () => boolean;
  /** Ends the waiting with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Takes the lock at `path`, waiting while a living process holds it. Answers `undefined` when the
 * work was done by another run meanwhile.
 *
 * The lock saves work, it does not guard correctness: what is built appears by one rename, so even
 * two holders (a process that slept through its time) do no harm. A holder of this host is judged by
 * its process, one of another host (a shared home folder, a container) by when it last touched the
 * file.
 */
export async function takeLock(path: string, waiting: Waiting): Promise<HeldLock | undefined> {
  for (let told = false; ; await sleep(LOOK_EVERY, undefined, { signal: waiting.signal })) {
    waiting.signal?.throwIfAborted();
    if (waiting.done()) return undefined;
    if (createLock(path)) return hold(path);
    const holder = readHolder(path);
    if (isAbandoned(path, holder)) {
      rmSync(path, { force: true });
    } else if (!told && holder) {
      waiting.onWait(holder.pid);
      told = true;
    }
  }
}

function createLock(path: string): boolean {
  const holder: Holder = { pid: process.pid, host: hostname() };
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function hold(path: string): HeldLock {
  const touching = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(path, now, now);
    } catch {
      // Taken away by a run that thought us dead: harmless, see above.
    }
  }, TOUCH_EVERY);
  touching.unref();
  return {
    release() {
      clearInterval(touching);
      rmSync(path, { force: true });
    },
  };
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    // Gone again, or its holder is just writing it.
    return undefined;
  }
}

function isAbandoned(path: string, holder: Holder | undefined): boolean {
  if (holder?.host === hostname() && !isAlive(holder.pid)) return true;
  try {
    return Date.now() - statSync(path).mtimeMs > ABANDONED_AFTER;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
