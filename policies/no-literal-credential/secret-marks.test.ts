import { expect, it } from "vitest";
import { markAt } from "./secret-marks";

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
