import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stacksOf } from "../../offline/engine/stack-file";
import { OfflineCommand, ROOT } from "./offline-command";

let command: OfflineCommand;
beforeEach(() => {
  command = new OfflineCommand();
});
afterEach(() => command.remove());

/** What the CLI could write to: the files and the entries of the program's folder. */
function fingerprint(): Record<string, string> {
  const names = readdirSync(ROOT).filter((name) => !name.startsWith(".git"));
  return Object.fromEntries(
    names.map((name) => {
      const path = join(ROOT, name);
      const content = statSync(path).isFile() ? readFileSync(path) : "a folder";
      return [name, createHash("sha256").update(content).digest("hex")];
    }),
  );
}

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 60_000 });

describe("the offline preview", () => {
  it("plans staging, says what is real, and leaves nothing behind", async () => {
    const before = fingerprint();
    const { code, stdout, stderr } = await command.run("preview", "--providers", "simulated");
    expect(stderr.replace(/^\[\d+ s\] policy pack: .*\n/gm, "")).toBe("");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Stack "staging", offline: no cloud is asked\.\n {2}engine {5}real: /);
    expect(stdout).toMatch(/\n {2}providers {2}simulated: gcp \S+, kubernetes \S+, random \S+\n/);
    expect(stdout).toMatch(/\n {2}registry {3}real: .+; 5 small images in 2 repositories\n/);
    expect(stdout).toMatch(/\+ \d+ to create/);
    expect(stdout).toMatch(
      /\nPolicy result: \d+ policies at \d+ resources\n {2}\d+ passed, 0 violated, /,
    );
    expect(command.leftProcesses()).toEqual([]);
    expect(command.leftFiles()).toEqual([]);
    expect(fingerprint()).toEqual(before);
  });

  it("writes nothing but Pulumi's JSON to its output when that is asked for", async () => {
    const { code, stdout, stderr } = await command.run(
      "preview",
      "--json",
      "--providers=simulated",
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ changeSummary: { create: expect.any(Number) } });
    expect(stderr).toContain('Stack "staging", offline');
    expect(stderr).toContain("0 violated");
  });

  it("passes options on to the CLI", async () => {
    const { code, stdout } = await command.run("preview", "--diff", "--providers=simulated");
    expect(code).toBe(0);
    expect(stdout).toContain("[urn=urn:pulumi:staging::holdfast::");
  });

  it("refuses a stack that has no file, naming those that have one", async () => {
    const { code, stdout, stderr } = await command.run("preview", "--stack", "stagging");
    expect(code).toBe(1);
    expect(stdout).toBe("");
    const known = stacksOf(ROOT).map((stack) => `"${stack}"`);
    expect(stderr).toBe(
      `There is no stack file "Pulumi.stagging.yaml". The stacks are ${known.join(", ")}: name one by "--stack NAME".\n`,
    );
  });

  it("prints its help", async () => {
    const { code, stdout } = await command.run("preview", "--help");
    expect(code).toBe(0);
    expect(stdout).toMatch(/npm run preview -- \[options\]/);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("ends everything in the middle of a plan by %s", async (signal, code) => {
    const { process, finished } = command.start(["preview", "--providers", "simulated"]);
    const isRunning = (part: string) => command.leftProcesses().some((line) => line.includes(part));
    await until(() => isRunning("registry serve") && isRunning("cmd/run"));
    process.kill(signal);
    await expect(finished).resolves.toMatchObject({ code });
    expect(command.leftProcesses()).toEqual([]);
    expect(command.leftFiles()).toEqual([]);
  });

  it("ends everything when it is killed outright in the middle of a plan", async () => {
    const { process, finished } = command.start(["preview", "--providers", "simulated"]);
    const isRunning = (part: string) => command.leftProcesses().some((line) => line.includes(part));
    await until(() => isRunning("registry serve") && isRunning("cmd/run"));
    process.kill("SIGKILL");
    await until(() => command.leftProcesses().length === 0);
    await until(() => command.leftFiles().length === 0);
    await expect(finished).resolves.toMatchObject({ code: null });
  });
});

describe("the offline command", () => {
  it("creates a stack in a state folder, shows it, and finds nothing to change", async () => {
    const state = ["--state", join(command.folder, "state")];
    const up = await command.run("up", ...state);
    expect(up.stderr.replace(/^\[\d+ s\] policy pack: .*\n/gm, "")).toBe("");
    expect(up.code).toBe(0);
    expect(up.stdout).toMatch(/\+ \d+ created/);
    const output = await command.run("stack", "output", "--json", ...state);
    expect(JSON.parse(output.stdout)).toMatchObject({ urls: { auth: expect.any(String) } });
    const again = await command.run(
      "preview",
      "--expect-no-changes",
      "--providers=simulated",
      ...state,
    );
    expect(again.code).toBe(0);
    const refresh = await command.run("refresh", ...state);
    expect(refresh.code).toBe(0);
    expect(command.leftProcesses()).toEqual([]);
    expect(command.leftFiles()).toEqual(["state"]);
  });

  it("refuses to let real providers change anything", async () => {
    const { code, stdout, stderr } = await command.run("up", "--providers", "auto");
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^"up" changes resources, .+: use "--providers simulated"\.\n$/);
  });
});
