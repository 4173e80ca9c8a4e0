import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOfferedCpu, LEAST_CPU, leastCpuFor, memoryBounds, WHOLE_CPUS } from "./cloud-run-limits";

describe("the memory that Cloud Run gives", () => {
  it.each([
    [0.08, "first", 128, 512],
    [0.499, "first", 128, 512],
    [0.5, "first", 128, 1024],
    [0.999, "first", 128, 1024],
    [1, "first", 128, 4096],
    [1, "second", 512, 4096],
    [2, "second", 512, 8192],
    [4, "first", 2048, 16384],
    [6, "second", 4096, 24576],
    [8, "second", 4096, 32768],
  ] as const)(
    "with %s vCPU of the %s generation is %s to %s MiB",
    (cpu, generation, least, most) => {
      expect(memoryBounds(cpu, generation)).toEqual({ least, most });
    },
  );

  it("never shrinks with more vCPU", () => {
    const cpus = [LEAST_CPU, 0.25, 0.5, 0.75, ...WHOLE_CPUS];
    fc.assert(
      fc.property(fc.constantFrom(...cpus), fc.constantFrom(...cpus), (a, b) => {
        const [small, large] = [
          memoryBounds(Math.min(a, b), "first"),
          memoryBounds(Math.max(a, b), "first"),
        ];
        return small.most <= large.most && small.least <= large.least;
      }),
    );
  });

  it("is within what the least vCPU for it gives", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 32768 }), (memory) => {
        const cpu = leastCpuFor(memory);
        return cpu !== undefined && memory <= memoryBounds(cpu, "first").most && isOfferedCpu(cpu);
      }),
    );
    expect(leastCpuFor(32769)).toBeUndefined();
  });
});

it.each([0.08, 0.5, 1, 2, 4, 6, 8])("offers %s vCPU", (cpu) => {
  expect(isOfferedCpu(cpu)).toBe(true);
});

it.each([0, 0.07, 1.5, 3, 5, 7, 16])("does not offer %s vCPU", (cpu) => {
  expect(isOfferedCpu(cpu)).toBe(false);
});
