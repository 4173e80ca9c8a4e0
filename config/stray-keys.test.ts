import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { parseStackFile } from "./parse";
import { goodFile, pathsOf, type Raw } from "./stack-file.fixture";
import { writtenFile } from "./stray-keys";

/** Reads a stack file of which some keys stand beside `config`, as Pulumi reads it: without them. */
function problems(config: Raw, beside: Raw): string[] {
  const written = { name: "Pulumi.staging.yaml", text: stringify({ config, ...beside }) };
  const result = parseStackFile(config, { stack: "staging", written });
  return result.ok
    ? []
    : result.problems.map(
        ({ path, found, allowed, action }) => `${path}: ${found}. ${allowed}. ${action}`,
      );
}

function without(key: string): Raw {
  const { [key]: _, ...rest } = goodFile();
  return rest;
}

const halt = { "holdfast:release": { halted: "The database is being restored." } };

describe("N16: a key of the stack that stands beside config, where Pulumi reads nothing", () => {
  it("is refused, so that nobody takes a stack for halted that is not", () => {
    expect(problems(goodFile(), halt)).toEqual([
      'holdfast:release: "holdfast:release" beside "config" in "Pulumi.staging.yaml", where Pulumi does not read it. ' +
        'keys of the stack below "config". ' +
        'Indent it, and what is below it, by two spaces more, so that it stands below "config".',
    ]);
  });

  it("is refused where config has it, too", () => {
    expect(pathsOf(problems({ ...goodFile(), ...halt }, halt))).toEqual(["holdfast:release"]);
  });

  it("is refused when it is misspelt", () => {
    expect(pathsOf(problems(goodFile(), { "holdfast:relase": {} }))).toEqual(["holdfast:relase"]);
  });

  it.each(["gcp:region", "holdfast:redis", "holdfast:services"])(
    "is one problem, and is not missed as well: %s",
    (key) => {
      expect(pathsOf(problems(without(key), { [key]: goodFile()[key] }))).toEqual([key]);
    },
  );

  it("has its own problems in the same run", () => {
    const release = { "holdfast:release": { halted: 1 } };
    expect(pathsOf(problems(goodFile(), release))).toEqual(["holdfast:release", "release.halted"]);
  });
});

describe("what else stands beside config", () => {
  it("is Pulumi's, or holds what aliases repeat", () => {
    const beside = { encryptionsalt: "v1:a", secretsprovider: "passphrase", "x-probe": {} };
    expect(problems(goodFile(), beside)).toEqual([]);
  });

  it.each([
    "",
    "config: [",
    "- config",
    "a: &a\n  holdfast:release: *a",
    "holdfast:release: *none",
  ])("is no matter in a text that Pulumi did not read: %j", (text) => {
    const result = parseStackFile(goodFile(), {
      stack: "staging",
      written: { name: "x.yaml", text },
    });
    expect(result.ok).toBe(true);
  });
});

describe("the file of a stack", () => {
  const files = (names: readonly string[]) =>
    writtenFile("staging", (name) => (names.includes(name) ? name : undefined))?.name;

  it("has one of two names, of which Pulumi takes this one first", () => {
    expect(files(["Pulumi.staging.yml", "Pulumi.staging.yaml"])).toBe("Pulumi.staging.yaml");
    expect(files(["Pulumi.staging.yml"])).toBe("Pulumi.staging.yml");
  });

  it("may lie elsewhere, or be what nobody can read", () => {
    expect(files(["Pulumi.aia.yaml"])).toBeUndefined();
    const refused = () => {
      throw new Error("is a folder");
    };
    expect(writtenFile("staging", refused)).toBeUndefined();
  });
});
