import { tmpdir } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Leash, openLeash } from "./leash";
import { type ProcessOptions, runProcess } from "./run";

let leash: Leash;
beforeEach(() => {
  leash = openLeash();
});
afterEach(() => leash.close());

function shell(script: string, options: Partial<ProcessOptions> = {}) {
  return runProcess({
    program: "/bin/sh",
    arguments: ["-c", script],
    folder: tmpdir(),
    environment: { PATH: process.env.PATH, WORD: "word" },
    leash,
    ...options,
  });
}

describe("runProcess", () => {
  it("gives what a process wrote, and its code", async () => {
    await expect(shell("echo $WORD; echo wrong >&2; exit 3")).resolves.toEqual({
      code: 3,
      stdout: "word\n",
      stderr: "wrong\n",
    });
  });

  it("gives no variable that it was not told to", async () => {
    process.env.HOLDFAST_LEAK = "leak";
    const { stdout } = await shell("env");
    delete process.env.HOLDFAST_LEAK;
    expect(stdout).not.toContain("leak");
  });

  it("has a code other than zero when a signal ended the process", async () => {
    await expect(shell("kill -9 $$")).resolves.toMatchObject({ code: 1 });
  });

  it("fails when there is no such program", async () => {
    await expect(shell("", { program: "/nowhere" })).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("fails without starting anything when it was aborted before", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(shell("exit 0", { signal })).rejects.toThrow("enough");
  });

  it.each([
    ["ends by itself", "trap 'exit 0' INT; while :; do sleep 0.05; done"],
    ["does not care", "trap '' INT; while :; do sleep 0.05; done"],
  ])("fails in time when it is aborted and the process %s", async (_kind, script) => {
    const started = Date.now();
    const signal = AbortSignal.timeout(200);
    await expect(shell(script, { signal, grace: 300 })).rejects.toThrow();
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});
