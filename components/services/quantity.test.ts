import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMemory } from "../../config/schema/memory";
import { cpuQuantity, memoryQuantity } from "./quantity";

describe("cpuQuantity", () => {
  it.each([
    [0.08, "80m"],
    [0.1, "100m"],
    [0.5, "500m"],
    [0.583, "583m"],
    [0.999, "999m"],
    [1, "1"],
    [2, "2"],
    [8, "8"],
  ])("writes %d vCPU as %s", (cpu, quantity) => {
    expect(cpuQuantity(cpu)).toBe(quantity);
  });
});

describe("memoryQuantity", () => {
  it.each([
    ["512Mi", "512Mi"],
    ["1023Mi", "1023Mi"],
    ["1024Mi", "1Gi"],
    ["1536Mi", "1536Mi"],
    ["2048Mi", "2Gi"],
    ["2Gi", "2Gi"],
    ["32768Mi", "32Gi"],
    ["1024Gi", "1Ti"],
    ["1500Gi", "1500Gi"],
  ])("writes %s as %s", (memory, quantity) => {
    expect(memoryQuantity(memory)).toBe(quantity);
  });

  it.each(["2G", "2147483648", "0Mi", "a lot"])("leaves %s to the API", (memory) => {
    expect(memoryQuantity(memory)).toBe(memory);
  });

  it("keeps the amount, and changes nothing a second time", () => {
    const amounts = fc.tuple(fc.integer({ min: 1, max: 999_999 }), fc.constantFrom("Mi", "Gi"));
    fc.assert(
      fc.property(amounts, ([count, unit]) => {
        const memory = `${count}${unit}`;
        const quantity = memoryQuantity(memory);
        expect(parseMemory(quantity)?.bytes).toBe(parseMemory(memory)?.bytes);
        expect(memoryQuantity(quantity)).toBe(quantity);
      }),
    );
  });
});
