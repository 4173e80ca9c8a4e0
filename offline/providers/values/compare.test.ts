import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainProperties, properties } from "./arbitrary";
import { compare, leavesOf, same } from "./compare";
import { formatPath } from "./path";
import { type Properties, revealed, secret, unknown, type Value } from "./value";

/** The changes in words, such as `update a[0].b`. */
function changes(before: Properties, after: Properties, sets: string[] = []): string[] {
  return compare(before, after, sets).map(({ kind, path }) => `${kind} ${formatPath(path)}`);
}

describe("properties in general", () => {
  it("known properties do not differ from themselves", () => {
    fc.assert(
      fc.property(plainProperties, (given) => {
        expect(compare(given, structuredClone(given))).toEqual([]);
      }),
    );
  });

  it("marks of secrecy make no difference", () => {
    fc.assert(
      fc.property(properties, properties, (before, after) => {
        const open = revealed(after) as Properties;
        expect(changes(before, after)).toEqual(changes(revealed(before) as Properties, open));
      }),
    );
  });

  it("there and back again are the same changes the other way round", () => {
    const opposite = { add: "delete", delete: "add", update: "update" } as const;
    fc.assert(
      fc.property(plainProperties, plainProperties, (before, after) => {
        const back = compare(after, before).map(({ kind, path }) => [opposite[kind], path]);
        const there = compare(before, after).map(({ kind, path }) => [kind, path]);
        expect(new Set(back.map(String))).toEqual(new Set(there.map(String)));
      }),
    );
  });

  it("the order of a set makes no difference", () => {
    const lists = fc.array(fc.integer({ max: 3 }), { maxLength: 6 });
    fc.assert(
      fc.property(lists, fc.infiniteStream(fc.nat()), (list, keys) => {
        const shuffled = list
          .map((value) => ({ value, key: keys.next().value ?? 0 }))
          .sort((one, other) => one.key - other.key)
          .map(({ value }) => value);
        expect(compare({ list }, { list: shuffled }, ["list"])).toEqual([]);
      }),
    );
  });
});

it.each<[string, Properties, Properties, string[]]>([
  ["a scalar", { a: 1 }, { a: 2 }, ["update a"]],
  ["a new property", {}, { a: 1 }, ["add a"]],
  ["a property that is gone", { a: 1 }, {}, ["delete a"]],
  ["null, which is absence", { a: null }, {}, []],
  ["an empty list, which is absence", { a: [] }, {}, []],
  ["an empty object, which is something", {}, { a: {} }, ["add a"]],
  ["a value inside", { a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 2 }] } }, ["update a.b[0].c"]],
  ["a longer list", { a: [1] }, { a: [1, 2] }, ["add a[1]"]],
  ["an unknown value that was known", { a: 1 }, { a: unknown }, ["update a"]],
  ["an unknown value that was unknown", { a: unknown }, { a: unknown }, ["update a"]],
  ["another secret", { a: secret("x") }, { a: secret("y") }, ["update a"]],
  ["a key with a dot", { a: { "b.c": 1 } }, { a: { "b.c": 2 } }, ['update a["b.c"]']],
  ["another type of value", { a: "1" }, { a: 1 }, ["update a"]],
  ["what a provider notes for itself", { __defaults: ["a"] }, { __defaults: [] }, []],
])("%s", (_, before, after, expected) => {
  expect(changes(before, after)).toEqual(expected);
});

describe("sets", () => {
  const flag = (name: string, value: string) => ({ name, value });

  it("an element that is new is the only change", () => {
    const before = { flags: [flag("a", "1"), flag("b", "2")] };
    const after = { flags: [flag("c", "3"), flag("b", "2"), flag("a", "1")] };
    expect(changes(before, after, ["flags"])).toEqual(["add flags[0]"]);
    expect(changes(before, after)).not.toEqual(["add flags[0]"]);
  });

  it("an element that changes is compared with the one that is left", () => {
    const before = { flags: [flag("a", "1"), flag("b", "2")] };
    const after = { flags: [flag("b", "2"), flag("a", "9")] };
    expect(changes(before, after, ["flags"])).toEqual(["update flags[1].value"]);
  });

  it("equal elements are counted", () => {
    expect(changes({ list: [1, 1] }, { list: [1] }, ["list"])).toEqual(["delete list[1]"]);
  });

  it("an unknown element is never an old one", () => {
    const list = [flag("a", "1"), { name: "b", value: unknown }];
    expect(changes({ list }, { list }, ["list"])).toEqual(["update list[1].value"]);
  });
});

describe("the leaves of a change", () => {
  const leaves = (before: Value | undefined, after: Value | undefined) => {
    const [change] = compare(
      before === undefined ? {} : { a: before },
      after === undefined ? {} : { a: after },
    );
    return change === undefined ? [] : leavesOf(change).map(({ path }) => formatPath(path));
  };

  it("are the values in an object that is new", () => {
    expect(leaves(undefined, { b: 1, c: [{ d: 2 }] })).toEqual(["a.b", "a.c[0].d"]);
  });

  it("are the values in an object that is gone", () => {
    expect(leaves({ b: 1 }, undefined)).toEqual(["a.b"]);
  });

  it("are the values that an unknown one stands for", () => {
    expect(leaves({ b: 1, c: 2 }, unknown)).toEqual(["a.b", "a.c"]);
  });

  it("of an empty object are the object", () => {
    expect(leaves(undefined, {})).toEqual(["a"]);
  });
});

it("values are the same when only marks differ", () => {
  expect(same([secret("a")], ["a"])).toBe(true);
  expect(same(["a"], ["b"])).toBe(false);
  expect(same(unknown, unknown)).toBe(false);
});
