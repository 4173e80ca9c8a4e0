import { describe, expect, it } from "vitest";
import { parseDuration } from "./duration";

describe("a duration", () => {
  it.each([
    ["500ms", 500],
    ["20s", 20_000],
    ["1.5s", 1_500],
    ["2m", 120_000],
  ])("reads %s", (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it.each(["", "s", "20", "20 s", "-1s", "1h", "1e3s"])('is not read from "%s"', (text) => {
    expect(parseDuration(text)).toBeNaN();
  });
});
