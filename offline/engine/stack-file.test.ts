import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { prepareStackFile, stackFileOf, stacksOf, unknownStack } from "./stack-file";

describe("prepareStackFile", () => {
  it("adds a salt behind the lines of the author, so that the CLI has nothing to write", () => {
    const text = "# Staging\nconfig:\n  a: 1 # one\n";
    const prepared = prepareStackFile(text, "Pulumi.staging.yaml");
    expect(prepared.placeholders).toBe(0);
    expect(prepared.text).toMatch(/^# Staging\nconfig:\n {2}a: 1 # one\nencryptionsalt: v1:\S+\n$/);
  });

  it.each(["", "\n", "# nothing but a comment"])("makes a file of %j", (text) => {
    expect(Object.keys(parse(prepareStackFile(text, "f").text))).toEqual(["encryptionsalt"]);
  });

  it("replaces encrypted values at any depth by a placeholder that is encrypted too", () => {
    const text = "config:\n  a:\n    secure: mine\n  b:\n    c: [{ secure: mine }, x]\n";
    const prepared = prepareStackFile(text, "f");
    expect(prepared.placeholders).toBe(2);
    expect(prepared.text).not.toContain("mine");
    const { config } = parse(prepared.text);
    expect(config.a.secure).toMatch(/^v1:/);
    expect(config.b.c).toEqual([{ secure: config.a.secure }, "x"]);
  });

  it("leaves an object alone that only has a key of that name among others", () => {
    const text = "config:\n  a: { secure: yes, other: 1 }\n";
    expect(prepareStackFile(text, "f")).toMatchObject({ placeholders: 0 });
  });

  it.each(["secretsprovider: gcpkms://k", "encryptedkey: k", "encryptionsalt: v1:mine"])(
    "forgets who keeps the secrets: %s",
    (line) => {
      const { text } = prepareStackFile(`${line}\nconfig: { a: 1 }\n`, "f");
      expect(Object.keys(parse(text)).sort()).toEqual(["config", "encryptionsalt"]);
      expect(text).not.toContain("mine");
    },
  );

  it("refuses what is not YAML, with the name of the file and the place", () => {
    expect(() => prepareStackFile("a: [", "Pulumi.staging.yaml")).toThrow(
      /^"Pulumi\.staging\.yaml" is not YAML: .*line 1/s,
    );
  });

  it("refuses what is too large to be handed over, and says where services can go", () => {
    const file = (characters: number) =>
      `config:\n  holdfast:services: { a: ${"x".repeat(characters)} }\n`;
    expect(() => prepareStackFile(file(131_000), "Pulumi.staging.yaml")).not.toThrow();
    expect(() => prepareStackFile(file(131_072), "Pulumi.staging.yaml")).toThrow(
      /^"Pulumi\.staging\.yaml" is too large: .* 1311[0-9]{2} bytes.*"holdfast:services: services\.yaml"/,
    );
  });

  it("leaves aliases that hold themselves or multiply to the engine", () => {
    for (const text of ["config: &a\n  b: *a\n", "config: { a: *a }\n"]) {
      expect(() => prepareStackFile(text, "Pulumi.staging.yaml")).not.toThrow(/too large/);
    }
  });
});

describe("stack files of a program", () => {
  let program: string;
  beforeAll(() => {
    program = mkdtempSync(join(tmpdir(), "holdfast-stack-file-"));
    for (const file of ["Pulumi.yaml", "Pulumi.staging.yaml", "Pulumi.aia.yml", "other.yaml"]) {
      writeFileSync(join(program, file), "");
    }
  });
  afterAll(() => rmSync(program, { recursive: true }));

  it("are those that name a stack", () => {
    expect(stacksOf(program)).toEqual(["aia", "staging"]);
    expect(stackFileOf(program, "aia")).toBe(join(program, "Pulumi.aia.yml"));
    expect(stackFileOf(program, "prod")).toBeUndefined();
  });

  it("are named when a stack is unknown", () => {
    expect(unknownStack(program, "prod").message).toBe(
      'There is no stack file "Pulumi.prod.yaml". The stacks are "aia", "staging": name one by "--stack NAME".',
    );
  });
});
