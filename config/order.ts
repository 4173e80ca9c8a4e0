import type { Draft } from "./interpret";
import type { StackFile } from "./schema/stack-file";

/** The services that each service needs to be there before itself: what it uses and is not optional. */
export function neededServices(
  services: Draft<StackFile["holdfast:services"]>,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(services).map(([name, service]) => {
      const uses = Object.entries(service?.uses ?? {});
      const needed = uses.filter(([target, use]) => {
        return target !== name && Object.hasOwn(services, target) && use?.optional !== true;
      });
      return [name, needed.map(([target]) => target)];
    }),
  );
}

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
