import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(__dirname, "../..");
const rows = readFileSync(join(root, "docs/incidents.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| [NAP]\d+ \|/.test(line))
  .map((line) => {
    const [, id = "", fault = "", guard = "", test = ""] = line
      .split("|")
      .map((cell) => cell.trim());
    return {
      id,
      fault,
      guard,
      tests: [...test.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file),
    };
  });
const guarded = rows.filter(({ tests }) => tests.length > 0);

const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

describe("the table of incidents", () => {
  it("has a row for every fault, once", () => {
    expect(rows.map(({ id }) => id)).toEqual([
      ...numbered("N", 24),
      ...numbered("A", 22),
      ...numbered("P", 11),
    ]);
  });

  it.each(rows)("says of $id whether it is guarded", ({ fault, guard, tests }) => {
    expect(fault).not.toBe("");
    expect(guard).not.toBe("");
    expect(guard.startsWith("not guarded yet")).toBe(tests.length === 0);
  });

  it.each(guarded)("names tests of $id that exist and carry its id (N17)", ({ id, tests }) => {
    for (const file of tests) {
      expect(existsSync(join(root, file)), `${file} exists`).toBe(true);
      const titles = readFileSync(join(root, file), "utf8");
      expect(titles, `${file} has a test named by ${id}`).toMatch(
        new RegExp(`\\(\\s*[\`"'][^\\n]*\\b${id}\\b`),
      );
    }
  });
});
