import { expect, it } from "vitest";
import { markAt, markedPaths } from "./secret-marks";

const mark = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

it("finds the outermost secrets in properties as the engine sends them", () => {
  const sent = {
    a: mark("x"),
    b: [1, { c: mark({ d: mark("y") }) }],
    e: { "f.g": mark(null) },
    h: null,
  };
  expect(markedPaths(sent)).toEqual(["a", "b[1].c", "e.f.g"]);
});

it.each([
  ["data.PASSWORD", "value"],
  ['data["app.yaml"]', "value"],
  ["spec.containers[0].env[1].value", "around"],
  ["spec", "value"],
  ["special", "none"],
  ["dat", "none"],
] as const)("says of %s: %s", (path, expected) => {
  expect(markAt(path, ["data.PASSWORD", "data.app.yaml", "spec"])).toBe(expected);
});
