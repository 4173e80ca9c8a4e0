/** An order in which each name stands after those that it needs, and the cycles that prevent one. */
export interface Order {
  /** Every name once, each after what it needs as far as there are no cycles. */
  readonly names: readonly string[];
  /** Each cycle once, from one of its names round to the same name: `["a", "b", "a"]`. At most 100 of them. */
  readonly cycles: readonly (readonly string[])[];
}

/** Most cycles that are told apart: where everything needs everything, there are as many as edges. */
const mostCycles = 100;

/** Orders names by what each one needs, with an explicit stack so that no chain is too long. */
export function orderByNeed(needs: ReadonlyMap<string, readonly string[]>): Order {
  const names: string[] = [];
  const cycles: string[][] = [];
  const done = new Set<string>();
  for (const start of needs.keys()) {
    const way: { name: string; left: string[] }[] = [];
    const onWay = new Map<string, number>();
    const enter = (name: string) => {
      onWay.set(name, way.length);
      way.push({ name, left: [...(needs.get(name) ?? [])].reverse() });
    };
    if (!done.has(start)) {
      enter(start);
    }
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      const next = top.left.pop();
      if (next === undefined) {
        way.pop();
        onWay.delete(top.name);
        done.add(top.name);
        names.push(top.name);
      } else if (onWay.has(next)) {
        if (cycles.length < mostCycles) {
          cycles.push([...way.slice(onWay.get(next)).map(({ name }) => name), next]);
        }
      } else if (!done.has(next)) {
        enter(next);
      }
    }
  }
  return { names, cycles };
}

/**
 * The stages in which names can be there: each as early as what it needs allows. Every name must be in `needs`, and there
 * must be no cycle.
 */
export function stagesByNeed(needs: ReadonlyMap<string, readonly string[]>): string[][] {
  const stageOf = new Map<string, number>();
  const stages: string[][] = [];
  for (const name of orderByNeed(needs).names) {
    const before = (needs.get(name) ?? []).map((other) => stageOf.get(other) ?? -1);
    const stage = before.reduce((last, other) => Math.max(last, other), -1) + 1;
    stageOf.set(name, stage);
    const others = stages[stage] ?? [];
    others.push(name);
    stages[stage] = others;
  }
  return stages;
}
