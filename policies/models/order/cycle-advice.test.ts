import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adviseOnCycles, drawnCycle, reasonFor } from "./cycle-advice";
import { orderByNeed } from "./order";

const names = ["a", "b", "c", "d", "e", "f"];
const graphs = fc
  .dictionary(fc.constantFrom(...names), fc.uniqueArray(fc.constantFrom(...names)))
  .map((edges) => new Map(names.map((name) => [name, edges[name] ?? []])));

const adviceOn = (edges: Record<string, string[]>) => {
  const needs = new Map(Object.entries(edges));
  return adviseOnCycles(needs, orderByNeed(needs).cycles);
};

const without = (needs: ReadonlyMap<string, readonly string[]>, [from, to]: readonly string[]) =>
  new Map(
    [...needs].map(([name, all]) => [
      name,
      name === from ? all.filter((each) => each !== to) : all,
    ]),
  );

describe("P3: the need of a cycle that could be optional", () => {
  it("is one of the cycle, so that without it the cycle is none", () => {
    fc.assert(
      fc.property(graphs, (needs) => {
        for (const { cycle, need } of adviseOnCycles(needs, orderByNeed(needs).cycles)) {
          const left = without(needs, need);
          const isWhole = cycle
            .slice(1)
            .every((to, index) => left.get(cycle[index] ?? "")?.includes(to));
          expect(isWhole).toBe(false);
        }
      }),
    );
  });

  it("leaves no cycle at all where it says so", () => {
    fc.assert(
      fc.property(graphs, (needs) => {
        for (const { need, breaksAll } of adviseOnCycles(needs, orderByNeed(needs).cycles)) {
          if (breaksAll) {
            expect(orderByNeed(without(needs, need)).cycles).toEqual([]);
          }
        }
      }),
    );
  });

  it("ends all cycles when it is followed again and again", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        let needs: ReadonlyMap<string, readonly string[]> = graph;
        for (let round = 0; round <= names.length ** 2; round++) {
          const [advice] = adviseOnCycles(needs, orderByNeed(needs).cycles);
          if (advice === undefined) return;
          needs = without(needs, advice.need);
        }
        throw new Error("Cycles are left.");
      }),
    );
  });

  it("is the one that all cycles go over", () => {
    const advice = adviceOn({ a: ["b"], b: ["c", "d", "e"], c: ["a"], d: ["a"], e: ["a"] });
    expect(advice).toHaveLength(3);
    for (const each of advice) {
      expect(each).toMatchObject({ need: ["a", "b"], breaks: 3, breaksAll: true });
      expect(reasonFor(each, 3)).toBe("that alone breaks all 3 cycles");
    }
  });

  it("is that of the name that most others need, which had better not wait", () => {
    const [advice] = adviceOn({
      api: ["auth"],
      web: ["auth"],
      auth: ["mail"],
      mail: ["auth"],
    });
    expect(advice).toMatchObject({ need: ["auth", "mail"], neededBy: 3 });
    expect(advice && reasonFor(advice, 1)).toBe("3 need auth, which had better not wait");
  });

  it("promises no more than it breaks", () => {
    const advice = adviceOn({ a: ["b"], b: ["c", "d"], c: ["a"], d: ["a"], x: ["y"], y: ["x"] });
    expect(advice.map((each) => reasonFor(each, advice.length))).toEqual([
      "that breaks 2 of 3 cycles",
      "that breaks 2 of 3 cycles",
      "that breaks the cycle",
    ]);
  });

  it("is found in time where everything needs everything, and in a cycle of any length", () => {
    const all = Array.from({ length: 300 }, (_, index) => `${index}`);
    expect(adviceOn(Object.fromEntries(all.map((name) => [name, all])))).toHaveLength(100);
    const round = Array.from({ length: 20_000 }, (_, index) => `n${index}`);
    const [advice] = adviceOn(
      Object.fromEntries(
        round.map((name, index) => [name, [round[(index + 1) % round.length] ?? ""]]),
      ),
    );
    expect(advice).toMatchObject({ breaks: 1, breaksAll: true });
    expect(drawnCycle(advice?.cycle ?? []).length).toBeLessThan(300);
  });
});

describe("a drawn cycle", () => {
  it("goes from a name round to the same name", () => {
    expect(drawnCycle(["a", "b", "c", "a"])).toBe("a -> b -> c -> a");
  });

  it("counts what is in the middle of a long one", () => {
    const cycle = [...Array.from({ length: 25 }, (_, index) => `n${index}`), "n0"];
    expect(drawnCycle(cycle)).toMatch(/^n0 -> .* -> n18 -> 6 more -> n0$/);
  });
});
