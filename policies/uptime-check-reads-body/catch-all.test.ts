import { describe, expect, it } from "vitest";
import { matchesEverything } from "./catch-all";

describe("a regular expression", () => {
  it.each([
    "",
    ".*",
    ".+",
    ".",
    "^.*$",
    "^",
    "$",
    "(?s).*",
    "(?i).*",
    "[\\s\\S]*",
    "\\A.*\\z",
    "(.*)*",
    "ok|",
    "ok|.*",
    "x?",
    "(ok)?",
    "(?P<any>.*)",
  ])("%j matches everything", (expression) => {
    expect(matchesEverything(expression)).toBe(true);
  });

  it.each([
    "ok",
    "(?i)ok",
    "^ok$",
    '"status"\\s*:\\s*"(ok|healthy)"',
    "\\A\\{.*\\}\\z",
    "\\{",
    "[a-z]",
    "\\d",
    "^$",
    "<html>.*</html>",
    "(?P<status>ok)",
    "(a+)+$",
    "(.*)*ok",
    ".{3,}",
  ])("%j does not", (expression) => {
    expect(matchesEverything(expression)).toBe(false);
  });

  it.each(["(", "[", "(?s:.*)", "(?U)a+", "(?i:ok)(?-i", "*"])(
    "%j cannot be tried",
    (expression) => {
      expect(matchesEverything(expression)).toBeUndefined();
    },
  );

  it("that backtracks without end is tried at once", () => {
    const started = performance.now();
    expect(matchesEverything("((((.*)*)*)*)*x")).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
