import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ensureTool, hasTool } from "./ensure-tool";
import { GoMissing, goEnvironment } from "./go-build";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-tools-"));
  mkdirSync(join(folder, "bin"));
  vi.stubEnv("HOLDFAST_CACHE", join(folder, "cache"));
  vi.stubEnv("PATH", `${join(folder, "bin")}:/usr/bin:/bin`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a `go` on the PATH that notes its builds; `$output` is the file that it is to write. */
function fakeGo(script: string, download = DOWNLOAD): void {
  const go = join(folder, "bin", "go");
  writeFileSync(
    go,
    `#!/bin/sh\n${download}\noutput=$3\necho "$$ $*" >> ${join(folder, "calls")}\n${script}\n`,
  );
  chmodSync(go, 0o755);
}

function calls(): string[] {
  const file = join(folder, "calls");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

function cached(): string[] {
  const tools = join(folder, "cache", "tools");
  return existsSync(tools)
    ? readdirSync(tools).flatMap((tool) => readdirSync(join(tools, tool)))
    : [];
}

const DOWNLOAD = `[ $1 = list ] && echo "go: downloading a.example/b v1.0.0" >&2 && exit`;
const BUILD = `echo a.example/b/c >&2; echo built > "$output"`;

/** Asks for a tool from a process of its own, which prints the path. */
function ensureInProcess(): ChildProcess {
  const script = `
    const { ensureTool } = require(${JSON.stringify(join(__dirname, "ensure-tool.ts"))});
    ensureTool("actionlint").then((path) => process.stdout.write(path));
  `;
  const arguments_ = ["--require", "tsx/cjs", "--eval", script];
  return spawn(process.execPath, arguments_, { stdio: ["ignore", "pipe", "inherit"] });
}

async function printed(child: ChildProcess): Promise<string> {
  const chunks: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(child, "close");
  return Buffer.concat(chunks).toString();
}

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000 });

describe("ensureTool", () => {
  it("builds a tool once and then finds it", async () => {
    fakeGo(BUILD);
    const told: string[] = [];
    expect(hasTool("actionlint")).toBe(false);
    const path = await ensureTool("actionlint", { onProgress: (text) => void told.push(text) });
    expect(readFileSync(path, "utf8")).toBe("built\n");
    expect(told).toEqual([
      "actionlint: downloading Go modules (1)",
      "actionlint: compiling (package 1)",
    ]);
    expect(hasTool("actionlint")).toBe(true);
    await expect(ensureTool("actionlint")).resolves.toBe(path);
    expect(calls()).toHaveLength(1);
  });

  it("puts the programs of one tool into one folder", async () => {
    fakeGo(BUILD);
    const path = await ensureTool("pulumi");
    expect(readdirSync(join(path, "..")).sort()).toEqual(["pulumi", "pulumi-language-nodejs"]);
  });

  it("compiles one program after the other, since they share much", async () => {
    fakeGo(`echo start >> ${folder}/order; sleep 0.2; echo end >> ${folder}/order; ${BUILD}`);
    await Promise.all([ensureTool("pulumi"), ensureTool("registry")]);
    const order = readFileSync(join(folder, "order"), "utf8").trim().split("\n");
    expect(order).toEqual(["start", "end", "start", "end", "start", "end"]);
  });

  it("builds once for two processes at once", async () => {
    fakeGo(`sleep 1; ${BUILD}`);
    const paths = await Promise.all([printed(ensureInProcess()), printed(ensureInProcess())]);
    expect(paths[0]).toMatch(/actionlint$/);
    expect(paths[1]).toBe(paths[0]);
    expect(calls()).toHaveLength(1);
  });

  it("takes over from a process that was killed, and takes nothing of its for finished", async () => {
    fakeGo(`echo half > "$output"; sleep 60`);
    const killed = ensureInProcess();
    await until(() => calls().length === 1);
    const go = Number(calls()[0]?.split(" ")[0]);
    killed.kill("SIGKILL");
    await once(killed, "close");
    expect(hasTool("actionlint")).toBe(false);
    await until(() => !existsSync(`/proc/${go}`));
    fakeGo(BUILD);
    expect(readFileSync(await ensureTool("actionlint"), "utf8")).toBe("built\n");
  });

  it("ends the build and leaves nothing behind when it is aborted", async () => {
    fakeGo(`echo half > "$output"; sleep 60`);
    const abort = new AbortController();
    const building = ensureTool("actionlint", { signal: abort.signal });
    await until(() => calls().length === 1);
    abort.abort(new Error("enough"));
    await expect(building).rejects.toThrow("enough");
    expect(cached()).toEqual([]);
    expect(existsSync(`/proc/${calls()[0]?.split(" ")[0]}`)).toBe(false);
  });

  it("fails with what Go said, and leaves nothing behind", async () => {
    fakeGo(`echo a.example/b >&2; echo "cannot find module" >&2; exit 1`);
    await expect(ensureTool("actionlint")).rejects.toThrow(
      /^The build of actionlint v\S+ from its Go modules failed\. Go says:\n {2}cannot find module$/,
    );
    expect(cached()).toEqual([]);
  });

  it("ends the other programs of a tool when one fails", async () => {
    const failing = `sleep 0.5; echo "it is broken" >&2; exit 1`;
    fakeGo("sleep 60", `[ $1 = list ] && case $3 in */pulumi) exit;; *) ${failing};; esac`);
    const started = Date.now();
    await expect(ensureTool("pulumi")).rejects.toThrow("it is broken");
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  it("fails with a way out when there is no Go", async () => {
    vi.stubEnv("PATH", join(folder, "bin"));
    const error = await ensureTool("actionlint").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GoMissing);
    expect((error as Error).message).toMatch(
      /^actionlint v\S+ has to be built, and there is no "go" on the PATH\. Install Go 1\.\d+\.\d+ or later: /,
    );
    expect(cached()).toEqual([]);
  });
});

describe("goEnvironment", () => {
  it("keeps the user's proxies and caches, and nothing that would change the result", () => {
    const environment = goEnvironment({
      GOFLAGS: "-mod=vendor",
      GOOS: "windows",
      GOARCH: "arm",
      GOWORK: "/other/go.work",
      GOPROXY: "https://proxy.example",
      GOMODCACHE: "/modules",
    });
    expect(environment).toEqual({
      GOGC: "200",
      CGO_ENABLED: "0",
      GO111MODULE: "on",
      GOFLAGS: "-mod=readonly -buildvcs=false",
      GOWORK: "off",
      GOPROXY: "https://proxy.example",
      GOMODCACHE: "/modules",
    });
  });
});
