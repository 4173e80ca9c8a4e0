import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Place } from "../../framework/place";
import { type Data, Unknown } from "../../framework/value";
import { readLabels } from "./labels";
import { isEmptySelector, selects, selectsByLabels } from "./selector";

const unknown = new Unknown("is known only after deployment");
const labels = (map: Data) => readLabels(new Place(map));
const api = labels({ app: "api", tier: "web" });
const expression = (key: Data, operator: Data, values?: Data) => ({
  matchExpressions: [{ key, operator, ...(values === undefined ? {} : { values }) }],
});

describe("a label selector", () => {
  it("is answered for objects in the place of texts, whatever properties they have", () => {
    const odd = { constructor: 1, toString: 2 };
    expect(selectsByLabels(new Place({ app: odd }), api)).toBe(false);
    expect(selects(new Place(expression(odd, "In", [odd])), api)).toBe(false);
    expect(selects(new Place({ matchLabels: { app: "api" } }), labels({ app: odd }))).toBe(false);
  });

  it.each<[Data, boolean]>([
    [{ matchLabels: { app: "api" } }, true],
    [{ matchLabels: { app: "api", tier: "web" } }, true],
    [{ matchLabels: { app: "api", tier: "db" } }, false],
    [{ matchLabels: { zone: "a" } }, false],
    [expression("app", "In", ["web", "api"]), true],
    [expression("app", "In", ["web"]), false],
    [expression("zone", "In", ["a"]), false],
    [expression("app", "NotIn", ["web"]), true],
    [expression("app", "NotIn", ["api"]), false],
    [expression("zone", "NotIn", ["a"]), true],
    [expression("app", "Exists"), true],
    [expression("zone", "Exists"), false],
    [expression("zone", "DoesNotExist"), true],
    [expression("app", "DoesNotExist"), false],
    [expression("app", "Equals", ["api"]), false],
    [{ matchLabels: { app: "api" }, ...expression("tier", "NotIn", ["web"]) }, false],
    [{}, true],
    [{ matchLabels: {}, matchExpressions: [] }, true],
  ])("%j selects or not: %s", (selector, answer) => {
    expect(selects(new Place(selector), api)).toBe(answer);
  });

  it("is answered by one requirement that does not hold, whatever is unknown beside it", () => {
    const selector = new Place({ matchLabels: { app: unknown, tier: "db" } });
    expect(selects(selector, api)).toBe(false);
    const both = new Place({ matchLabels: { tier: "db" }, matchExpressions: unknown });
    expect(selects(both, api)).toBe(false);
  });

  it.each<[string, Data, Data]>([
    ["the selector is", unknown, { app: "api" }],
    ["a value of it is", { matchLabels: { app: unknown } }, { app: "api" }],
    ["an expression is", { matchExpressions: [unknown] }, { app: "api" }],
    ["values of an expression are", expression("app", "In", unknown), { app: "api" }],
    ["one value of an expression is", expression("app", "NotIn", ["b", unknown]), { app: "api" }],
    ["the labels are", { matchLabels: { app: "api" } }, unknown],
    ["the label is", expression("app", "In", ["api"]), { app: unknown }],
    ["the label is that must be absent", expression("app", "DoesNotExist"), unknown],
  ])("is unknown where %s", (_what, selector, map) => {
    expect(selects(new Place(selector), labels(map))).toBeInstanceOf(Unknown);
  });

  it("knows that a label is there, or not, where its value is unknown", () => {
    expect(
      selects(new Place(expression("app", "Exists")), labels({ app: unknown })),
    ).toBeInstanceOf(Unknown);
    expect(selects(new Place({ matchLabels: { zone: unknown } }), api)).toBe(false);
  });

  it("of labels selects what holds them all, whatever else is there", () => {
    const key = fc.constantFrom("a", "b", "c");
    const map = fc.dictionary(key, fc.constantFrom("1", "2"));
    fc.assert(
      fc.property(map, map, (wanted, given) => {
        const expected = Object.entries(wanted).every(([each, value]) => given[each] === value);
        expect(selectsByLabels(new Place(wanted), labels(given))).toBe(expected);
        expect(selects(new Place({ matchLabels: wanted }), labels(given))).toBe(expected);
      }),
    );
  });

  it("is empty when it requires nothing", () => {
    const empty = [{}, { matchLabels: {} }, { matchLabels: {}, matchExpressions: [] }, undefined];
    expect(empty.map((selector) => isEmptySelector(new Place(selector)))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const some = [unknown, { matchLabels: { a: "b" } }, { matchExpressions: unknown }];
    expect(some.map((selector) => isEmptySelector(new Place(selector)))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
