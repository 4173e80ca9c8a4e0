import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWholeInternet, parseRange, showRange } from "./range";

describe("a range", () => {
  it.each([
    ["10.0.0.0/20", 167772160, 167776255],
    ["10.0.0.7/20", 167772160, 167776255],
    ["10.0.0.7", 167772167, 167772167],
    ["0.0.0.0/0", 0, 4294967295],
    [" 255.255.255.255/32 ", 4294967295, 4294967295],
  ])("%s is read", (text, first, last) => {
    expect(parseRange(text)).toMatchObject({ first, last });
  });

  it.each(["", "10.0.0.0/33", "10.0.0/8", "10.0.0.256/32", "fd00::/8", "main", "10.0.0.0/"])(
    "%j is none",
    (text) => {
      expect(parseRange(text)).toBeUndefined();
    },
  );

  it("is written as it is read", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const written = showRange({ first: address, last: address, prefix });
        const read = parseRange(written);
        expect(read?.prefix).toBe(prefix);
        expect(read && read.first <= address && address <= read.last).toBe(true);
        expect(read && read.last - read.first + 1).toBe(2 ** (32 - prefix));
      }),
    );
  });
});

it.each([
  ["0.0.0.0/0", true],
  ["128.0.0.0/1", true],
  ["::/0", true],
  ["10.0.0.0/8", false],
  ["203.0.113.7", false],
  ["fd00::/8", false],
  ["", false],
])("%s is the whole internet: %s", (text, expected) => {
  expect(isWholeInternet(text)).toBe(expected);
});
