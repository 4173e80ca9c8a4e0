import { describe, expect, it } from "vitest";
import { readJsonPath } from "./json-path";

describe("a JSON path", () => {
  const document = { status: "ok", checks: [{ state: 1 }, { state: false }], "a-b": { c: null } };

  it.each<[string, unknown]>([
    ["$", document],
    ["$.status", "ok"],
    ["$.checks[1].state", false],
    ["$.a-b.c", null],
    ["$.absent", undefined],
    ["$.status.length", undefined],
    ["$.checks.length", undefined],
    ["$.checks[2].state", undefined],
    ["$.a-b[0]", undefined],
    ["$.a-b.c.d", undefined],
    ["$.constructor", undefined],
    ["$.__proto__.constructor", undefined],
  ])("%s leads to %j", (path, value) => {
    expect(readJsonPath(document, path)).toEqual(value);
  });
});
