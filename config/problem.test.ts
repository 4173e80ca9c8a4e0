import { describe, expect, it } from "vitest";
import { formatPath, formatProblems, quote, quoteAll, show } from "./problem";

describe("a path in a message", () => {
  it.each([
    [["holdfast:services", "backend", "scale", "max"], "services.backend.scale.max"],
    [["holdfast:services"], "holdfast:services"],
    [["gcp:project"], "gcp:project"],
    [["holdfast:services", "backend", "requires", 0], "services.backend.requires[0]"],
    [["holdfast:services", "a.b", "port"], 'services["a.b"].port'],
    [["holdfast:services", "b\u0430ckend"], 'services["b\\u0430ckend"]'],
    [["holdfast:s\u0435rvices"], '"holdfast:s\\u0435rvices"'],
  ])("of %j is %s", (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});

describe("a value in a message", () => {
  it.each<[unknown, string]>([
    [undefined, "nothing"],
    [null, "an empty value (null)"],
    ["", '""'],
    ["on", '"on"'],
    [35, "35"],
    [true, "true"],
    [[1], "a list"],
    [{ secure: "v1:abc" }, "a map"],
    ["a\u001b[31m\u202e", '"a\\u001b[31m\\u202e"'],
    ["x".repeat(100), `"${"x".repeat(60)}..."`],
  ])("%j is shown as %s", (value, text) => {
    expect(show(value, false)).toBe(text);
  });

  it.each(["postgresql://aia:supersecret@localhost/aia", "host=a password=supersecret", 42])(
    "is hidden where it may be a secret",
    (value) => {
      expect(show(value, typeof value === "number")).toBe(
        `a ${typeof value === "number" ? "number" : "text"} (hidden)`,
      );
    },
  );
});

describe("names in a message", () => {
  it("are joined as people join them", () => {
    expect(quoteAll([])).toBe("");
    expect(quoteAll(["a"])).toBe('"a"');
    expect(quoteAll(["a", "b"], "or")).toBe('"a" or "b"');
    expect(quoteAll(["a", "b", "c"])).toBe('"a", "b" and "c"');
  });

  it("are counted where there are very many", () => {
    const names = Array.from({ length: 1000 }, (_, index) => `n${index}`);
    expect(quoteAll(names.slice(0, 31), "or")).toMatch(/^"n0", .*, "n29" or 1 other$/);
    expect(quoteAll(names)).toMatch(/"n29" and 970 others$/);
    expect(quoteAll(names.slice(0, 30))).toMatch(/"n28" and "n29"$/);
  });

  it("are cut where they are long", () => {
    expect(quote("n".repeat(1_000_000)).length).toBeLessThan(100);
  });
});

describe("the message for a file", () => {
  const problem = { path: "a.b", found: "1", allowed: "2", action: "Write 2." };

  it("has a count, the file and each problem in full sentences", () => {
    expect(formatProblems("Pulumi.staging.yaml", [problem])).toBe(
      "Pulumi.staging.yaml has 1 problem. Nothing was registered.\n\n  a.b\n    Found 1. Allowed: 2. Write 2.\n",
    );
    expect(formatProblems("Pulumi.aia.yaml", [problem, problem])).toContain("has 2 problems.");
  });

  it("counts what it does not show of a file with very many problems", () => {
    const text = formatProblems(
      "f",
      Array.from({ length: 1000 }, () => problem),
    );
    expect(text).toContain("f has 1000 problems.");
    expect(text).toContain("and 800 more");
  });
});
