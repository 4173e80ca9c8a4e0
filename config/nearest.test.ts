import { describe, expect, it } from "vitest";
import { nearest } from "./nearest";

const candidates = ["memory", "port", "requestTimeout", "secrets", "services"];

describe("the nearest name", () => {
  it.each([
    ["memry", "memory"],
    ["Memory", "memory"],
    ["prot", "port"],
    ["request_timeout", "requestTimeout"],
    ["requesttimeout", "requestTimeout"],
    ["servces", "services"],
    ["s\u0435crets", "secrets"],
  ])("of %s is %s", (name, meant) => {
    expect(nearest(name, candidates)).toBe(meant);
  });

  it.each(["cpu", "", "constructor", "portfolio", "x".repeat(1_000_000)])(
    "of what resembles none is none",
    (name) => {
      expect(nearest(name, candidates)).toBeUndefined();
    },
  );

  it("is looked for among the first three hundred only", () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `name-${index}`);
    expect(nearest("nam-299", names)).toBe("name-299");
    expect(
      nearest("a-very-long-name", [...names.slice(0, 300), "a-very-long-nam"]),
    ).toBeUndefined();
  });
});
