import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Leash, openLeash } from "../process/leash";
import { ensurePolicyPack, writePackLauncher } from "./policy-pack";

let folder: string;
let leash: Leash;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-pack-"));
  leash = openLeash();
  vi.stubEnv("HOLDFAST_CACHE", join(folder, "cache"));
  write("tsconfig.json", {
    compilerOptions: {
      rootDir: ".",
      outDir: "bin",
      tsBuildInfoFile: "bin/.tsbuildinfo",
      incremental: true,
      types: [],
    },
    include: ["*.ts"],
  });
  write("index.ts", "export const rule = 1;\n");
});
afterEach(async () => {
  await leash.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a file of the pack; `age` says how many seconds ago. */
function write(file: string, content: unknown, age = 60): void {
  const path = join(folder, file);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  const then = new Date(Date.now() - age * 1000);
  utimesSync(path, then, then);
}

async function ensure(): Promise<string[]> {
  const told: string[] = [];
  await ensurePolicyPack({ leash, pack: folder, onProgress: (text) => void told.push(text) });
  return told;
}

const compiled = () => readFileSync(join(folder, "bin", "index.js"), "utf8");

describe("ensurePolicyPack", () => {
  it("compiles once, and again only when a source is newer", async () => {
    expect(await ensure()).toEqual(["policy pack: compiling"]);
    expect(await ensure()).toEqual([]);
    write("index.ts", "export const rule = 2;\n", -60);
    expect(await ensure()).toEqual(["policy pack: compiling"]);
    expect(compiled()).toContain("rule = 2");
  });

  it("does not compile again for a source that was touched but says the same", async () => {
    await ensure();
    write("index.ts", "export const rule = 1;\n", 0);
    utimesSync(join(folder, "bin", ".tsbuildinfo"), new Date(0), new Date(0));
    expect(await ensure()).toEqual(["policy pack: compiling"]);
    expect(await ensure()).toEqual([]);
  });

  it("does not compile for a test or a case that is newer", async () => {
    await ensure();
    mkdirSync(join(folder, "cases"));
    for (const file of ["index.test.ts", "cases/pass.ts", "notes.md"]) write(file, "", -60);
    expect(await ensure()).toEqual([]);
  });

  it("compiles once for two processes at once", async () => {
    const script = `
      const { ensurePolicyPack } = require(${JSON.stringify(join(__dirname, "policy-pack.ts"))});
      const { openLeash } = require(${JSON.stringify(join(__dirname, "../process/leash.ts"))});
      const leash = openLeash();
      ensurePolicyPack({ leash, pack: ${JSON.stringify(folder)}, onProgress: console.log })
        .then(() => leash.close());
    `;
    const said = await Promise.all(
      [1, 2].map(async () => {
        const child = spawn(process.execPath, ["--require", "tsx/cjs", "--eval", script], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        let text = "";
        child.stdout.on("data", (chunk: Buffer) => {
          text += chunk;
        });
        const [code] = await once(child, "close");
        expect(code).toBe(0);
        return text;
      }),
    );
    expect(said.join("").match(/: compiling/g)).toHaveLength(1);
    expect(compiled()).toContain("rule = 1");
  });

  it("fails with what the compiler says, and tries again the next time", async () => {
    write("index.ts", "export const rule: string = 1;\n");
    const failure = /^The policy pack does not compile:\n.*index\.ts.*not assignable/s;
    await expect(ensure()).rejects.toThrow(failure);
    await expect(ensure()).rejects.toThrow(failure);
  });
});

describe("writePackLauncher", () => {
  it("writes an executable file, which needs no language host that can start packs", () => {
    const launcher = writePackLauncher(folder);
    expect(statSync(launcher).mode & 0o111).toBe(0o111);
    expect(readFileSync(launcher, "utf8")).toContain("policies/bin/index.js");
  });
});
