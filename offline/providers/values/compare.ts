import { type Path, type SchemaPath, schemaPathOf } from "./path";
import { holdsUnknown, isObject, type Properties, revealed, Unknown, type Value } from "./value";

/** What happened to one place between two sets of properties. */
export interface Change {
  /** The place, down to the scalar where both sides have one. */
  readonly path: Path;
  /** Whether the place is new, gone, or holds another value. */
  readonly kind: "add" | "delete" | "update";
  /** The value before, without marks of secrecy; absent when the place is new. */
  readonly before?: Value;
  /** The value after, without marks of secrecy; absent when the place is gone. */
  readonly after?: Value;
}

/**
 * Lists what differs between two sets of properties. A mark of secrecy makes no difference, an unknown value differs
 * from every known one. Absent, null and an empty list are one thing, and so is whatever stands in `__defaults`, which is a
 * provider's note to itself.
 *
 * @param unordered Places whose lists are sets: an element that only moved is no change.
 */
export function compare(
  before: Properties,
  after: Properties,
  unordered: readonly SchemaPath[] = [],
): Change[] {
  return compareObjects(
    revealed(before) as Properties,
    revealed(after) as Properties,
    [],
    new Set(unordered),
  );
}

/**
 * Breaks a change of an object or a list as a whole into changes of the values in it. A change of a value stays as it is.
 */
export function leavesOf(change: Change): Change[] {
  const { path, kind, before, after } = change;
  const inner = isContainer(before) ? before : isContainer(after) ? after : undefined;
  if (inner === undefined) return [change];
  const steps = Array.isArray(inner) ? inner.keys() : Object.keys(inner);
  const leaves = [...steps].flatMap((step) =>
    leavesOf({
      path: [...path, step],
      kind,
      ...(before === undefined ? {} : { before: at(before, step) }),
      ...(after === undefined ? {} : { after: at(after, step) }),
    }),
  );
  return leaves.length === 0 ? [change] : leaves;
}

/** Whether two values are the same, unknown values being the same as nothing, not even each other. */
export function same(before: Value, after: Value): boolean {
  return compareValues(revealed(before), revealed(after), [], new Set()).length === 0;
}

function compareValues(
  before: Value | undefined,
  after: Value | undefined,
  path: Path,
  unordered: ReadonlySet<SchemaPath>,
): Change[] {
  const was = given(before);
  const is = given(after);
  if (was === undefined && is === undefined) return [];
  if (was === undefined) return [{ path, kind: "add", after: is }];
  if (is === undefined) return [{ path, kind: "delete", before: was }];
  if (Array.isArray(was) && Array.isArray(is)) {
    return unordered.has(schemaPathOf(path))
      ? compareSets(was, is, path, unordered)
      : compareLists(was, is, path, unordered);
  }
  if (isObject(was) && isObject(is)) return compareObjects(was, is, path, unordered);
  const equal = was === is && !(is instanceof Unknown);
  return equal ? [] : [{ path, kind: "update", before: was, after: is }];
}

function compareObjects(
  before: Properties,
  after: Properties,
  path: Path,
  unordered: ReadonlySet<SchemaPath>,
): Change[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => name !== "__defaults")
    .flatMap((name) => compareValues(before[name], after[name], [...path, name], unordered));
}

function compareLists(
  before: Value[],
  after: Value[],
  path: Path,
  unordered: ReadonlySet<SchemaPath>,
): Change[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, position) =>
    compareValues(before[position], after[position], [...path, position], unordered),
  ).flat();
}

/** Pairs equal elements wherever they stand, and compares what is left in the order given. */
function compareSets(
  before: Value[],
  after: Value[],
  path: Path,
  unordered: ReadonlySet<SchemaPath>,
): Change[] {
  const left = new Map<string | Unknown, { value: Value; position: number }[]>();
  for (const [position, value] of before.entries()) {
    const key = keyOf(value);
    left.set(key, [...(left.get(key) ?? []), { value, position }]);
  }
  const added = [...after.entries()].filter(([, value]) => !left.get(keyOf(value))?.shift());
  const gone = [...left.values()].flat().sort((one, other) => one.position - other.position);
  return Array.from({ length: Math.max(gone.length, added.length) }, (_, index) => {
    const was = gone[index];
    const [position, is] = added[index] ?? [was?.position ?? 0, undefined];
    return compareValues(was?.value, is, [...path, position], unordered);
  }).flat();
}

/** One text for all equal values. An unknown value gets one of its own, so that it pairs with nothing. */
function keyOf(value: Value): string | Unknown {
  if (holdsUnknown(value)) return new Unknown();
  return JSON.stringify(value, (name, item) => {
    if (name === "__defaults") return undefined;
    if (!isObject(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** The value, or nothing where it says no more than its absence would. */
function given(value: Value | undefined): Value | undefined {
  return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;
}

function isContainer(value: Value | undefined): value is Value[] | Properties {
  return Array.isArray(value) || isObject(value);
}

/** What is inside a container, or the value itself where it stands for everything inside it. */
function at(value: Value, step: string | number): Value {
  return isContainer(value) ? ((value as Properties)[step] ?? null) : value;
}
