import { describe, expect, it } from "vitest";
import { formatPath, isWithin, shown, valuesAt } from "./path";
import { secret, unknown, type Value } from "./value";

describe("values at a place of the schema", () => {
  const containers: Value[] = [{ image: "a" }, { image: secret("b") }, {}];

  it("are those of all elements of a list on the way", () => {
    expect(valuesAt({ template: { containers } }, "template.containers.image")).toEqual([
      { path: ["template", "containers", 0, "image"], value: "a" },
      { path: ["template", "containers", 1, "image"], value: secret("b") },
    ]);
  });

  it("are the unknown value that hides them", () => {
    expect(valuesAt({ template: secret(unknown) }, "template.containers.image")).toEqual([
      { path: ["template"], value: secret(unknown) },
    ]);
  });

  it("are a list as a whole when the place is the list", () => {
    expect(valuesAt({ list: [1, 2] }, "list")).toEqual([{ path: ["list"], value: [1, 2] }]);
  });

  it("are none where nothing, null or a scalar is in the way", () => {
    expect(valuesAt({ a: null, b: 1 }, "a.c")).toEqual([]);
    expect(valuesAt({ a: null, b: 1 }, "b.c")).toEqual([]);
    expect(valuesAt({}, "c")).toEqual([]);
  });
});

it.each([
  [["settings", "databaseFlags", 0, "value"], "settings.databaseFlags[0].value"],
  [["data", "app.yaml"], 'data["app.yaml"]'],
  [["data", 'a"b'], 'data["a\\"b"]'],
  [["x-y"], '["x-y"]'],
])("the path %j is written %s", (path, text) => {
  expect(formatPath(path)).toBe(text);
});

it("a place is within itself and what is around it, not within a longer name", () => {
  expect(isWithin("a.b", "a.b")).toBe(true);
  expect(isWithin("a.b.c", "a.b")).toBe(true);
  expect(isWithin("a.bc", "a.b")).toBe(false);
  expect(isWithin("a", "a.b")).toBe(false);
});

it("a value is shown quoted and short, a secret one never", () => {
  expect(shown("x", false)).toBe('"x"');
  expect(shown("x".repeat(500), false)).toHaveLength(120);
  expect(shown(secret("hunter2"), true)).toBe("(hidden)");
});
