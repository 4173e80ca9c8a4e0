import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(__dirname, "..", "..");
const PRELOAD = join(__dirname, "lazy-modules.cjs");
const LOADED = `["typescript", "@npmcli/arborist"].filter((name) => require.resolve(name) in require.cache)`;

function printed(script: string): unknown {
  const line = ["--require", PRELOAD, "--print", `JSON.stringify(${script})`];
  return JSON.parse(execFileSync(process.execPath, line, { cwd: ROOT, encoding: "utf8" }));
}

describe("lazy modules", () => {
  it("are not loaded by the start of the Pulumi SDK", () => {
    expect(printed(`(require("@pulumi/pulumi"), ${LOADED})`)).toEqual([]);
  });

  it("are loaded for others as ever", () => {
    expect(printed(`(require("@npmcli/arborist"), ${LOADED})`)).toEqual(["@npmcli/arborist"]);
    expect(printed(`Object.keys(require("typescript")).length > 1000`)).toBe(true);
  });

  it("are there when the SDK uses them", () => {
    const script = `
      require("@pulumi/pulumi").runtime.serializeFunction(() => 42)
        .then(({ text }) => console.log(JSON.stringify([text.includes("42"), ${LOADED}])))
    `;
    const line = ["--require", PRELOAD, "--eval", script];
    const output = execFileSync(process.execPath, line, { cwd: ROOT, encoding: "utf8" });
    expect(JSON.parse(output)).toEqual([true, ["typescript"]]);
  });

  it("look like the modules that they stand in for", () => {
    const shim = `require("@pulumi/pulumi/typescript-shim")`;
    expect(printed(`${shim}.version === require("typescript").version`)).toBe(true);
    expect(printed(`"SyntaxKind" in ${shim}`)).toBe(true);
    expect(printed(`Object.keys(${shim}).length > 1000`)).toBe(true);
  });
});
