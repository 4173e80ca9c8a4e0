import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryText, readQuantity } from "./quantity";

describe("readQuantity", () => {
  it.each([
    ["1", 1],
    ["1000m", 1],
    ["250m", 0.25],
    [".5", 0.5],
    ["0.08", 0.08],
    [2, 2],
    ["512Mi", 512 * 1024 ** 2],
    ["1Gi", 1024 ** 3],
    ["2G", 2e9],
    ["128974848", 128974848],
    ["129e6", 129e6],
    ["129M", 129e6],
    [" 1 ", 1],
  ])("reads %j", (written, quantity) => {
    expect(readQuantity(written)).toBe(quantity);
  });

  it.each(["", "abc", "1 Gi", "1GB", "-1", "1gi", "1Gi2", "Mi", "1e", "1.2.3", "NaN", "Infinity"])(
    "takes %j for none",
    (written) => {
      expect(readQuantity(written)).toBeUndefined();
    },
  );

  it("never throws, and comes to a number or nothing", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const quantity = readQuantity(text);
        return quantity === undefined || (Number.isFinite(quantity) && quantity >= 0);
      }),
    );
  });

  it("reads back what it writes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 65536 }),
        (mebibytes) => readQuantity(memoryText(mebibytes)) === mebibytes * 1024 ** 2,
      ),
    );
  });
});
