import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from ".";

const files = readdirSync(__dirname).filter(
  (file) => !/^(index|rule)\.|\.(test|fixture)\.ts$/.test(file),
);

describe("the rules of the stack file", () => {
  it.each(files)("include that of %s", async (file) => {
    const exported = Object.values(await import(join(__dirname, file)));
    expect(exported).toHaveLength(1);
    expect(rules).toContain(exported[0]);
  });

  it.each(files)("have a table of cases for %s", (file) => {
    expect(readdirSync(__dirname)).toContain(file.replace(".ts", ".test.ts"));
  });

  it("are one for each file", () => {
    expect(rules).toHaveLength(files.length);
    expect(new Set(rules).size).toBe(rules.length);
  });
});
