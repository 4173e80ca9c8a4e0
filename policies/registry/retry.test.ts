import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRetryable, MAX_ATTEMPTS, parseRetryAfter, retryDelay } from "./retry";

const NOW = Date.UTC(2026, 5, 15, 12, 0, 0);

describe("Retry-After", () => {
  it.each<[string | undefined, number | undefined]>([
    [undefined, undefined],
    ["0", 0],
    ["7", 7_000],
    [" 120 ", 120_000],
    ["Mon, 15 Jun 2026 12:00:30 GMT", 30_000],
    ["Mon, 15 Jun 2026 11:00:00 GMT", 0],
    ["Monday, 15-Jun-26 12:00:05 GMT", 5_000],
    ["", undefined],
    ["-5", undefined],
    ["1.5", undefined],
    ["soon", undefined],
  ])("%j means %j ms", (value, milliseconds) => {
    expect(parseRetryAfter(value, NOW)).toBe(milliseconds);
  });
});

describe("the wait before the next try", () => {
  const attempt = fc.integer({ min: 1, max: MAX_ATTEMPTS });
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it("doubles with each try and is at most halved by chance", () => {
    fc.assert(
      fc.property(attempt, random, (number, chance) => {
        const full = 300 * 2 ** (number - 1);
        const delay = retryDelay(number, undefined, chance);
        expect(delay).toBeGreaterThanOrEqual(full / 2);
        expect(delay).toBeLessThanOrEqual(full);
      }),
    );
  });

  it("is never less than what the server asked for", () => {
    fc.assert(
      fc.property(attempt, random, fc.nat(), (number, chance, asked) => {
        expect(retryDelay(number, asked, chance)).toBeGreaterThanOrEqual(asked);
      }),
    );
  });
});

describe("a status", () => {
  it.each([408, 429, 500, 502, 503, 504])("%d is worth another try", (status) => {
    expect(isRetryable(status)).toBe(true);
  });

  it.each([200, 301, 400, 401, 403, 404, 405, 501])("%d is final", (status) => {
    expect(isRetryable(status)).toBe(false);
  });
});
