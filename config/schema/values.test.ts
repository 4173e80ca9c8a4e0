import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duration, parseDuration } from "./duration";
import { memory, parseMemory } from "./memory";
import { addressRange, overlaps, parseRange } from "./range";

describe("a duration", () => {
  it.each([
    ["0s", 0],
    ["35s", 35],
    ["5m", 300],
    ["1h", 3600],
    ["7d", 604_800],
  ])("of %s has %i seconds", (text, seconds) => {
    expect(parseDuration(text)).toEqual({ text, seconds, days: seconds / 86_400 });
  });

  it.each([
    "",
    "35",
    "s",
    "35 s",
    "35S",
    "1.5s",
    "-5s",
    "+5s",
    "035s",
    "1m30s",
    "35ms",
    "٣s",
    "35s\n",
  ])("refuses %j", (text) => {
    expect(parseDuration(text)).toBeUndefined();
    expect(duration("0s", "365d").safeParse(text).success).toBe(false);
  });

  it("allows both bounds and nothing beyond, whatever the unit", () => {
    const schema = duration("60s", "1h");
    expect(["1m", "60s", "60m", "3600s"].every((text) => schema.safeParse(text).success)).toBe(
      true,
    );
    expect(["59s", "3601s", "61m", "2h"].some((text) => schema.safeParse(text).success)).toBe(
      false,
    );
  });

  it("refuses parts of days where whole days are needed", () => {
    const schema = duration("1d", "35d", true);
    expect(schema.safeParse("48h").success).toBe(true);
    expect(schema.safeParse("36h").success).toBe(false);
  });
});

describe("an amount of memory", () => {
  it.each([
    ["512Mi", 2 ** 29, 0.5],
    ["2Gi", 2 ** 31, 2],
    ["1Ti", 2 ** 40, 1024],
  ])("of %s has %i bytes", (text, bytes, gibibytes) => {
    expect(parseMemory(text)).toEqual({ text, bytes, gibibytes });
  });

  it.each(["", "2", "Gi", "2 Gi", "2G", "2GB", "2gi", "0Gi", "1.5Gi", "-1Gi", "2Ki", "02Gi"])(
    "refuses %j",
    (text) => {
      expect(parseMemory(text)).toBeUndefined();
      expect(memory("1Mi", "1Ti").safeParse(text).success).toBe(false);
    },
  );

  it("refuses parts of Gi where whole ones are needed", () => {
    const schema = memory("1Gi", "10Gi", true);
    expect(schema.safeParse("2048Mi").success).toBe(true);
    expect(schema.safeParse("1536Mi").success).toBe(false);
    expect(schema.safeParse("11Gi").success).toBe(false);
  });
});

const range = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(32))
  .map(([a, b, c, d, length]) => `${a}.${b}.${c}.${d}/${length}`);

describe("a range of addresses", () => {
  it("is written in one way only", () => {
    fc.assert(
      fc.property(range, (text) => {
        const read = parseRange(text);
        expect(parseRange(read?.cidr ?? "")).toEqual(read);
        expect(read?.last).toBe((read?.first ?? 0) + 2 ** (32 - (read?.prefixLength ?? 0)) - 1);
      }),
    );
  });

  it("overlaps another exactly when one begins within the other", () => {
    fc.assert(
      fc.property(range, range, (one, other) => {
        const [a, b] = [parseRange(one), parseRange(other)];
        const within = (inner = a, outer = b) =>
          inner !== undefined &&
          outer !== undefined &&
          inner.first >= outer.first &&
          inner.first <= outer.last;
        expect(a && b && overlaps(a, b)).toBe(within(a, b) || within(b, a));
      }),
    );
  });

  it.each([
    "10.0.0.0",
    "10.0.0/24",
    "10.0.0.256/24",
    "10.0.0.0/33",
    "10.0.0.01/32",
    "010.0.0.0/8",
    "::/0",
    "a.b.c.d/8",
    "10.0.0.0/ 8",
  ])("refuses %j", (text) => {
    expect(parseRange(text)).toBeUndefined();
  });

  it("must start at its first address and have an allowed size", () => {
    const schema = addressRange(16, 24, "10.0.0.0/16");
    expect(schema.safeParse("10.1.0.0/16").success).toBe(true);
    expect(schema.safeParse("10.1.2.0/24").success).toBe(true);
    expect(schema.safeParse("10.1.2.0/16").success).toBe(false);
    expect(schema.safeParse("10.0.0.0/15").success).toBe(false);
    expect(schema.safeParse("10.1.2.0/25").success).toBe(false);
  });
});
