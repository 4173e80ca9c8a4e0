import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readProjectFile } from "./project-file";
import { ensureStack } from "./state";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-state-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("ensureStack", () => {
  it("makes an empty stack where the engine looks for it", () => {
    ensureStack(folder, "holdfast", "staging");
    const file = join(folder, ".pulumi/stacks/holdfast/staging.json");
    expect(JSON.parse(readFileSync(file, "utf8")).checkpoint.stack).toBe(
      "organization/holdfast/staging",
    );
    expect(existsSync(join(folder, ".pulumi/meta.yaml"))).toBe(true);
  });

  it("leaves a stack alone that is there", () => {
    ensureStack(folder, "holdfast", "staging");
    const file = join(folder, ".pulumi/stacks/holdfast/staging.json");
    writeFileSync(file, "mine");
    ensureStack(folder, "holdfast", "staging");
    expect(readFileSync(file, "utf8")).toBe("mine");
  });
});

describe("readProjectFile", () => {
  it.each([
    ["name: a\nruntime: nodejs", { name: "a", tsconfig: undefined }],
    ["name: a", { name: "a", tsconfig: undefined }],
    ["name: a\nruntime: { name: nodejs }", { name: "a", tsconfig: undefined }],
    [
      "name: a\nruntime: { name: nodejs, options: { tsconfig: t.json, nodeargs: x } }",
      { name: "a", tsconfig: "t.json" },
    ],
  ])("reads %j", (text, project) => {
    writeFileSync(join(folder, "Pulumi.yaml"), text);
    expect(readProjectFile(folder)).toEqual(project);
  });

  it("fails where there is no program", () => {
    expect(() => readProjectFile(folder)).toThrow(
      `There is no Pulumi program in "${folder}": it has no Pulumi.yaml.`,
    );
  });

  it.each(["", "runtime: nodejs", "name: 1", "name: ["])("refuses %j", (text) => {
    writeFileSync(join(folder, "Pulumi.yaml"), text);
    expect(() => readProjectFile(folder)).toThrow(
      `"${join(folder, "Pulumi.yaml")}" is not the project file of a Pulumi program.`,
    );
  });
});
