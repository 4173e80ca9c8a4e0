import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openLeash } from "./leash";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-leash-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process with a child of its own, in a process group of its own as the engine's plugins are. */
const FAMILY = `sleep 60 & echo $! > "$0/child"; set -m; sleep 60 & echo $! > "$0/group"; wait`;

async function startFamily(script = FAMILY): Promise<ChildProcess> {
  const parent = spawn("/bin/sh", ["-c", script, folder], { detached: true, stdio: "ignore" });
  await until(() => existsSync(join(folder, "group")) && pidOf("group") > 0);
  return parent;
}

function pidOf(name: string): number {
  return Number(readFileSync(join(folder, name), "utf8"));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that nobody has waited for yet has ended all the same.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 5_000 });

describe("a leash", () => {
  it.each([
    ["shown in a folder", "/proc"],
    ["listed by ps", "/nowhere"],
  ])(
    "ends a process, its children and their groups, %s, when it is closed",
    async (_, processes) => {
      const leash = openLeash(processes);
      const parent = await startFamily();
      leash.hold(parent);
      await leash.close();
      expect([parent.pid, pidOf("child"), pidOf("group")].map((pid) => isAlive(pid ?? 0))).toEqual([
        false,
        false,
        false,
      ]);
    },
  );

  it("ends what a process left behind, and leaves the others alone", async () => {
    const leash = openLeash();
    const left = await startFamily(FAMILY.replace("wait", "exit"));
    const other = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
    leash.hold(left);
    leash.hold(other);
    await leash.end(left);
    expect([pidOf("child"), pidOf("group")].map(isAlive)).toEqual([false, false]);
    expect(isAlive(other.pid ?? 0)).toBe(true);
    await leash.close();
    expect(isAlive(other.pid ?? 0)).toBe(false);
  });

  it("answers everyone who waits for the same end", async () => {
    const leash = openLeash();
    const parent = await startFamily();
    leash.hold(parent);
    await Promise.all([leash.end(parent), leash.end(parent), leash.close(), leash.close()]);
    expect(isAlive(parent.pid ?? 0)).toBe(false);
  });

  it("makes a process end that does not want to", async () => {
    const leash = openLeash();
    const parent = await startFamily(`trap '' TERM; ${FAMILY}; while :; do sleep 1; done`);
    leash.hold(parent);
    await leash.close();
    expect(isAlive(parent.pid ?? 0)).toBe(false);
  });

  it("ends everything and deletes the folders when its command is killed outright", async () => {
    const script = `
      const { openLeash } = require(${JSON.stringify(join(__dirname, "leash.ts"))});
      const { spawn } = require("node:child_process");
      const leash = openLeash();
      leash.remove(${JSON.stringify(folder)});
      leash.hold(spawn("/bin/sh", ["-c", ${JSON.stringify(FAMILY)}, ${JSON.stringify(folder)}], { detached: true }));
      setInterval(() => undefined, 1000);
    `;
    const command = spawn(process.execPath, ["--require", "tsx/cjs", "--eval", script], {
      stdio: "ignore",
    });
    await until(() => existsSync(join(folder, "group")) && pidOf("group") > 0);
    const members = [pidOf("child"), pidOf("group")];
    command.kill("SIGKILL");
    await once(command, "exit");
    await until(() => !existsSync(folder));
    expect(members.map(isAlive)).toEqual([false, false]);
  });

  it("does nothing at the end of a process that could not be started", async () => {
    const leash = openLeash();
    const child = spawn(join(folder, "missing"));
    await once(child, "error");
    leash.hold(child);
    await expect(leash.end(child)).resolves.toBeUndefined();
    await leash.close();
  });
});
