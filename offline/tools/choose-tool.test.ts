import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Leash, openLeash } from "../process/leash";
import {
  type ChooseOptions,
  chooseApiServer,
  chooseEngine,
  chooseEtcd,
  chooseRegistry,
  compareVersions,
} from "./choose-tool";
import { describeTool, type ToolName } from "./tool";

let folder: string;
let bin: string;
let leash: Leash;
let options: ChooseOptions;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-choose-"));
  bin = join(folder, "bin");
  mkdirSync(bin);
  leash = openLeash();
  options = { folder, leash, searchPath: bin };
  vi.stubEnv("HOLDFAST_CACHE", join(folder, "cache"));
  // Without a "go", what is not found cannot be built either.
  vi.stubEnv("PATH", bin);
});
afterEach(async () => {
  await leash.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function install(name: string, script = "", into = bin): string {
  const path = join(into, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Puts a tool where a finished build would be. */
function installBuilt(name: ToolName): string {
  return install(name, "", join(folder, "cache", "tools", name, describeTool(name).key));
}

const DISTRIBUTION = "echo registry github.com/distribution/distribution/v3 v3.0.0";

describe("chooseEngine", () => {
  it.each(["v3.249.0", "3.300.1", "v4.0.0", "v3.260.0-alpha.1"])(
    "takes a Pulumi CLI %s of the PATH",
    async (version) => {
      const path = install("pulumi", `echo ${version}`);
      install("pulumi-language-nodejs");
      await expect(chooseEngine(options)).resolves.toEqual({
        path,
        version: `v${version.replace("v", "")}`,
        origin: "path",
      });
    },
  );

  it("finds the language host beside a CLI that the PATH only links to", async () => {
    const real = install("pulumi", "echo v3.250.0", join(folder, "opt"));
    install("pulumi-language-nodejs", "", join(folder, "opt"));
    symlinkSync(real, join(bin, "pulumi"));
    await expect(chooseEngine(options)).resolves.toMatchObject({ origin: "path" });
  });

  it.each([
    ["is too old", "echo v3.248.9", true],
    ["has no language host", "echo v3.256.0", false],
    ["says no version", "echo no version", true],
    ["does not run", "exit 1", true],
  ])("takes the built one when the one of the PATH %s", async (_fault, script, hasHost) => {
    install("pulumi", script);
    if (hasHost) install("pulumi-language-nodejs");
    const path = installBuilt("pulumi");
    const { version } = describeTool("pulumi");
    await expect(chooseEngine(options)).resolves.toEqual({ path, version, origin: "built" });
  });

  it("does not take a folder or a file that cannot be run for a program", async () => {
    mkdirSync(join(bin, "pulumi"));
    writeFileSync(join(bin, "pulumi-language-nodejs"), "");
    const path = installBuilt("pulumi");
    await expect(chooseEngine(options)).resolves.toMatchObject({ path });
  });

  it("fails with every way to get one when there is neither a CLI nor Go", async () => {
    await expect(chooseEngine(options)).rejects.toThrow(
      new Error(
        [
          "There is neither a Pulumi CLI 3.249.0 or later with its Node.js language host on the",
          'PATH, nor a "go" to build one. Do one of these:',
          "  - install the Pulumi CLI: https://www.pulumi.com/docs/install/",
          `  - install Go ${describeTool("pulumi").oldestGo} or later: https://go.dev/doc/install`,
          "    It builds the CLI and the registry from their pinned modules, once, in about 5 minutes.",
        ].join("\n"),
      ),
    );
  });
});

describe("chooseRegistry", () => {
  it("takes a CNCF Distribution 3 of the PATH", async () => {
    const path = install("registry", DISTRIBUTION);
    await expect(chooseRegistry(options)).resolves.toEqual({
      path,
      version: "v3.0.0",
      origin: "path",
    });
  });

  it.each([
    ["Distribution 2", "echo registry github.com/docker/distribution v2.8.3"],
    ["another program", "echo registry 3.1.0"],
  ])("takes the built one when the one of the PATH is %s", async (_kind, script) => {
    install("registry", script);
    const path = installBuilt("registry");
    await expect(chooseRegistry(options)).resolves.toMatchObject({ path, origin: "built" });
  });

  it("fails with every way to get one when there is neither a registry nor Go", async () => {
    await expect(chooseRegistry(options)).rejects.toThrow(
      /^There is neither a "registry" \(CNCF Distribution 3\) on the PATH, nor a "go" to build one\.\nDo one of these:\n(.+\n)+.+$/,
    );
  });
});

describe.each([
  {
    name: "kube-apiserver" as const,
    choose: chooseApiServer,
    taken: "Kubernetes v1.34.7",
    refused: ["Kubernetes v1.33.9", "Kubernetes v1.35.0", "kube 1.34.1"],
  },
  {
    name: "etcd" as const,
    choose: chooseEtcd,
    taken: "etcd Version: 3.6.4",
    refused: ["etcd Version: 3.4.30", "3.6.4"],
  },
])("the choice of $name", ({ name, choose, taken, refused }) => {
  it("takes the one of the PATH", async () => {
    const path = install(name, `echo "${taken}"`);
    const chosen = await choose(options);
    expect(chosen).toMatchObject({ path, origin: "path" });
    expect(taken).toContain(chosen.version.replace("v", ""));
  });

  it.each(refused)("takes the built one when the one of the PATH says %s", async (said) => {
    install(name, `echo "${said}"`);
    const path = installBuilt(name);
    await expect(choose(options)).resolves.toMatchObject({ path, origin: "built" });
  });

  it("fails with every way to get one when there is neither one nor Go", async () => {
    await expect(choose(options)).rejects.toThrow(
      new RegExp(`^There is neither an? "${name}" [^\n]+ nor a "go" to build one\\.\nDo one of`),
    );
  });
});

describe("compareVersions", () => {
  it("orders versions as their numbers", () => {
    const version = fc.tuple(fc.nat(20), fc.nat(300), fc.nat(20));
    fc.assert(
      fc.property(version, version, (a, b) => {
        const place = [0, 1, 2].find((index) => a[index] !== b[index]) ?? 0;
        const expected = Math.sign((a[place] ?? 0) - (b[place] ?? 0));
        expect(Math.sign(compareVersions(a.join("."), b.join(".")))).toBe(expected);
      }),
    );
  });
});
