import { orderByNeed } from "./order";

/** A need: the first name needs the second. */
export type Need = readonly [from: string, to: string];

/** The need of a cycle that is best given up. */
export interface CycleAdvice {
  /** From one name round to the same name. */
  readonly cycle: readonly string[];
  /** The need to give up: without it this cycle is none. */
  readonly need: Need;
  /** How many of the cycles that were found go over it. */
  readonly breaks: number;
  /** Whether no cycle at all is left without it. */
  readonly breaksAll: boolean;
  /** How many names need the one that would not wait any more. */
  readonly neededBy: number;
}

/** Most needs that are tried for whether any cycle is left without them: each trial goes over the whole graph. */
const mostTried = 10;

const keyOf = ([from, to]: Need) => JSON.stringify([from, to]);

function needsOn(cycle: readonly string[]): Need[] {
  return cycle.slice(1).map((to, index): Need => [cycle[index] ?? "", to]);
}

/**
 * Finds for each cycle the need that is best given up: the one that most cycles go over, and among those the one of the
 * name that most others need, which had better not wait for them.
 *
 * @param cycles Those of `orderByNeed(needs)`.
 */
export function adviseOnCycles(
  needs: ReadonlyMap<string, readonly string[]>,
  cycles: readonly (readonly string[])[],
): CycleAdvice[] {
  const times = new Map<string, number>();
  for (const need of cycles.flatMap(needsOn)) {
    times.set(keyOf(need), (times.get(keyOf(need)) ?? 0) + 1);
  }
  const neededBy = new Map<string, number>();
  for (const to of cycles.length === 0 ? [] : [...needs.values()].flat()) {
    neededBy.set(to, (neededBy.get(to) ?? 0) + 1);
  }
  const tried = new Map<string, boolean>();
  const breaksAll = (need: Need) => {
    const key = keyOf(need);
    if (!tried.has(key) && (times.get(key) !== cycles.length || tried.size >= mostTried)) {
      return false;
    }
    const result = tried.get(key) ?? orderByNeed(without(needs, need)).cycles.length === 0;
    tried.set(key, result);
    return result;
  };
  return cycles.map((cycle) => {
    const rankOf = (need: Need) => ({
      need,
      breaks: times.get(keyOf(need)) ?? 0,
      neededBy: neededBy.get(need[0]) ?? 0,
    });
    const best = needsOn(cycle)
      .map(rankOf)
      .reduce((one, other) => {
        const gain = other.breaks - one.breaks || other.neededBy - one.neededBy;
        return gain > 0 ? other : one;
      });
    return { cycle, ...best, breaksAll: breaksAll(best.need) };
  });
}

function without(
  needs: ReadonlyMap<string, readonly string[]>,
  [from, to]: Need,
): ReadonlyMap<string, readonly string[]> {
  const left = (needs.get(from) ?? []).filter((name) => name !== to);
  return new Map([...needs, [from, left]]);
}

/** Most names of a cycle that are shown. */
const mostShown = 20;

/** A cycle as a message draws it: `a -> b -> c -> a`. In the middle of a long one names are counted. */
export function drawnCycle(
  cycle: readonly string[],
  shown: (name: string) => string = (name) => name,
): string {
  const left = cycle.length - mostShown;
  const names = left <= 0 ? cycle : cycle.slice(0, mostShown - 1);
  const drawn = names.map(shown);
  return (left <= 0 ? drawn : [...drawn, `${left} more`, ...cycle.slice(-1).map(shown)]).join(
    " -> ",
  );
}

/** What giving up a need of a cycle does, as a phrase for a message. */
export function reasonFor(
  { need: [from], breaks, breaksAll, neededBy }: CycleAdvice,
  found: number,
  shown: (name: string) => string = (name) => name,
): string {
  if (breaks > 1 && breaksAll) {
    return `that alone breaks all ${found} cycles`;
  }
  if (breaks > 1) {
    return `that breaks ${breaks} of ${found} cycles`;
  }
  return neededBy > 1
    ? `${neededBy} need ${shown(from)}, which had better not wait`
    : "that breaks the cycle";
}
