import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderByNeed, stagesByNeed } from "./order";

const names = ["a", "b", "c", "d", "e"];
const graph = fc.dictionary(fc.constantFrom(...names), fc.uniqueArray(fc.constantFrom(...names)));

/** The graph with an entry for every name, as services have. */
function complete(edges: Record<string, string[]>): Map<string, string[]> {
  return new Map(names.map((name) => [name, edges[name] ?? []]));
}

/** Whether a name can be reached from itself. */
function hasCycle(needs: ReadonlyMap<string, readonly string[]>): boolean {
  const reach = (from: string, seen: Set<string>): Set<string> => {
    for (const next of needs.get(from) ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        reach(next, seen);
      }
    }
    return seen;
  };
  return names.some((name) => reach(name, new Set()).has(name));
}

describe("an order by need", () => {
  it("has every name once, each after what it needs, unless there is a cycle", () => {
    fc.assert(
      fc.property(graph, (edges) => {
        const needs = complete(edges);
        const order = orderByNeed(needs);
        expect([...order.names].sort()).toEqual(names);
        expect(order.cycles.length > 0).toBe(hasCycle(needs));
        for (const [name, needed] of order.cycles.length > 0 ? [] : needs) {
          for (const other of needed) {
            expect(order.names.indexOf(other)).toBeLessThan(order.names.indexOf(name));
          }
        }
      }),
    );
  });

  it("names cycles along edges that exist", () => {
    fc.assert(
      fc.property(graph, (edges) => {
        const needs = complete(edges);
        for (const cycle of orderByNeed(needs).cycles) {
          expect(cycle.at(0)).toBe(cycle.at(-1));
          cycle.slice(1).forEach((name, index) => {
            expect(needs.get(cycle[index] ?? "")).toContain(name);
          });
        }
      }),
    );
  });

  it("tells at most a hundred cycles where everything needs everything", () => {
    const all = Array.from({ length: 300 }, (_, index) => `${index}`);
    const { cycles, names: ordered } = orderByNeed(new Map(all.map((name) => [name, all])));
    expect(cycles).toHaveLength(100);
    expect(ordered).toHaveLength(300);
  });

  it("takes a chain of any length", () => {
    const length = 50_000;
    const chain = new Map(
      Array.from({ length }, (_, index) => [
        `${index}`,
        index + 1 < length ? [`${index + 1}`] : [],
      ]),
    );
    expect(orderByNeed(chain).names.at(-1)).toBe("0");
  });
});

describe("the stages of an order", () => {
  const acyclic = fc
    .dictionary(fc.constantFrom(...names), fc.uniqueArray(fc.constantFrom(...names)))
    .map(
      (edges) =>
        new Map(names.map((name) => [name, (edges[name] ?? []).filter((to) => to < name)])),
    );

  it("have every name once, after all that it needs and at once after the last of it", () => {
    fc.assert(
      fc.property(acyclic, (needs) => {
        const stages = stagesByNeed(needs);
        expect(stages.flat().sort()).toEqual(names);
        const stageOf = (name: string) => stages.findIndex((stage) => stage.includes(name));
        for (const [name, needed] of needs) {
          expect(stageOf(name)).toBe(Math.max(-1, ...needed.map(stageOf)) + 1);
        }
      }),
    );
  });
});
