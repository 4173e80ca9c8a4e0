import { describe, expect, it } from "vitest";
import { defaultMaxConnections, usualReserve } from "./connection-limit";

describe("N3: the connections of a tier without the flag max_connections", () => {
  it.each([
    ["db-f1-micro", 25],
    ["db-g1-small", 50],
    ["db-custom-1-3840", 100],
    ["db-custom-2-6143", 100],
    ["db-custom-2-6144", 200],
    ["db-custom-2-7679", 200],
    ["db-custom-2-7680", 400],
    ["db-custom-4-15359", 400],
    ["db-custom-4-15360", 500],
    ["db-custom-8-30719", 500],
    ["db-custom-8-30720", 600],
    ["db-custom-16-61440", 800],
    ["db-custom-32-122880", 1000],
    ["db-custom-96-638976", 1000],
    ["db-perf-optimized-N-2", 500],
    ["db-perf-optimized-N-4", 600],
    ["db-perf-optimized-N-8", 800],
    ["db-perf-optimized-N-16", 1000],
    ["db-perf-optimized-N-128", 1000],
  ])("are those of its memory: %s has %i", (tier, connections) => {
    expect(defaultMaxConnections(tier)).toBe(connections);
  });

  it.each(["", "db-custom-1-1024", "db-n1-standard-4", "db-custom-4", "db-custom-4-15360-x"])(
    "are not known where its name does not tell its memory: %s",
    (tier) => {
      expect(defaultMaxConnections(tier)).toBeUndefined();
    },
  );
});

describe("what a database keeps for itself", () => {
  it.each([
    [14, 5],
    [100, 13],
    [101, 14],
    [500, 53],
  ])("of %i connections is %i", (maximum, reserve) => {
    expect(usualReserve(maximum)).toBe(reserve);
  });
});
