import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeLock, type Waiting } from "./build-lock";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-lock-"));
  path = join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const waiting: Waiting = { onWait: () => undefined, done: () => false };

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ["--eval", ""]);
  await once(child, "exit");
  return child.pid ?? 0;
}

describe("takeLock", () => {
  it("takes a free lock and gives it back", async () => {
    const lock = await takeLock(path, waiting);
    expect(existsSync(path)).toBe(true);
    lock?.release();
    expect(existsSync(path)).toBe(false);
  });

  it("waits for a living holder, saying for which, and takes over", async () => {
    const first = await takeLock(path, waiting);
    const waitedFor: number[] = [];
    const second = takeLock(path, { ...waiting, onWait: (pid) => void waitedFor.push(pid) });
    setTimeout(() => first?.release(), 500);
    (await second)?.release();
    expect(waitedFor).toEqual([process.pid]);
  });

  it("is not needed any more once another has done the work", async () => {
    const first = await takeLock(path, waiting);
    let done = false;
    setTimeout(() => {
      done = true;
    }, 300);
    await expect(takeLock(path, { ...waiting, done: () => done })).resolves.toBeUndefined();
    first?.release();
  });

  it("takes the lock of a process that has died", async () => {
    writeFileSync(path, JSON.stringify({ pid: await endedProcess(), host: hostname() }));
    const lock = await takeLock(path, waiting);
    expect(lock).toBeDefined();
    lock?.release();
  });

  it.each([
    ["another machine", JSON.stringify({ pid: process.pid, host: "elsewhere" })],
    ["a holder that died while it wrote its name", ""],
  ])("takes a lock of %s that was not touched for a while", async (_holder, content) => {
    writeFileSync(path, content);
    const minuteAgo = new Date(Date.now() - 60_000);
    utimesSync(path, minuteAgo, minuteAgo);
    const lock = await takeLock(path, waiting);
    expect(lock).toBeDefined();
    lock?.release();
  });

  it("leaves a lock of another machine alone that was touched just now", async () => {
    writeFileSync(path, JSON.stringify({ pid: await endedProcess(), host: "elsewhere" }));
    const signal = AbortSignal.timeout(600);
    await expect(takeLock(path, { ...waiting, signal })).rejects.toThrow();
    expect(existsSync(path)).toBe(true);
  });

  it("fails when the folder of the lock is missing", async () => {
    await expect(takeLock(join(folder, "missing", "lock"), waiting)).rejects.toMatchObject({
      code: "ENOENT",
    });
  });
});
