import { describe, expect, it } from "vitest";
import { formatPath } from "../values/path";
import { type Properties, secret, unknown } from "../values/value";
import { diff } from "./diff";
import { configuration, diffRequest, sample } from "./sample";

const base = { name: "main", size: 5 };

/** The changes in words; a `!` marks those that replace. */
function changes(before: Properties, after: Properties, prior: Properties = {}): string[] {
  return diff(sample, configuration, diffRequest(before, after, prior), new Set()).changes.map(
    ({ path, kind, replaces }) => `${kind} ${formatPath(path)}${replaces ? " !" : ""}`,
  );
}

it.each<[string, Properties, Properties, string[]]>([
  ["nothing", base, base, []],
  ["a property that changes in place", base, { ...base, tier: "HIGH" }, ["add tier"]],
  ["a property that cannot change", base, { ...base, name: "other" }, ["update name !"]],
  ["a number that grows", base, { ...base, size: 6 }, ["update size"]],
  ["a number that may not shrink", base, { ...base, size: 4 }, ["update size !"]],
  ["a number that is not known yet", base, { ...base, size: unknown }, ["update size"]],
  ["a name that is not known yet", base, { ...base, name: unknown }, ["update name !"]],
  [
    "an object that brings what cannot change",
    base,
    { ...base, settings: { network: "a" } },
    ["add settings !"],
  ],
  ["an object that brings only others", base, { ...base, settings: { disk: 5 } }, ["add settings"]],
  [
    "an object that is not known yet and held what cannot change",
    { ...base, settings: { network: "a" } },
    { ...base, settings: unknown },
    ["update settings !"],
  ],
  [
    "a change that the provider ignores",
    { ...base, settings: { disk: 20 } },
    { ...base, settings: { disk: 10 } },
    [],
  ],
  [
    "the other direction, which it does not",
    { ...base, settings: { disk: 10 } },
    { ...base, settings: { disk: 20 } },
    ["update settings.disk"],
  ],
  [
    "elements of a set that moved",
    { ...base, settings: { flags: [{ name: "a" }, { name: "b" }] } },
    { ...base, settings: { flags: [{ name: "b" }, { name: "a" }] } },
    [],
  ],
  ["a value that became secret", base, { ...base, name: secret("main") }, []],
  [
    "a secret that changed",
    { ...base, password: secret("a") },
    { ...base, password: secret("b") },
    ["update password"],
  ],
])("%s", (_, before, after, expected) => {
  expect(changes(before, after)).toEqual(expected);
});

describe("what the provider decides where the program leaves it out", () => {
  it("does not change when the program says the same", () => {
    expect(changes(base, { ...base, project: "netra", mode: "AUTO" })).toEqual([]);
  });

  it("does not change when the program stops to say it", () => {
    expect(changes({ ...base, mode: "MANUAL" }, base, { mode: "MANUAL" })).toEqual([]);
  });

  it("changes when the program says something else", () => {
    expect(changes(base, { ...base, mode: "MANUAL" })).toEqual(["update mode"]);
  });

  it("changes when the provider's own option does", () => {
    expect(changes(base, base, { project: "other" })).toEqual(["update project !"]);
  });
});

describe("the order of a replacement", () => {
  const deletesFirst = (before: Properties, after: Properties) =>
    diff(sample, configuration, diffRequest(before, after), new Set()).deleteBeforeReplace;

  it("is to delete first where the program keeps a name that it gives", () => {
    expect(deletesFirst(base, { ...base, size: 1 })).toBe(true);
  });

  it("is to create first where the name was made up, for it will be a new one", () => {
    const made = { ...base, __defaults: ["name"] };
    expect(deletesFirst(made, { ...made, size: 1 })).toBe(false);
  });

  it("is to create first where the name changes", () => {
    expect(deletesFirst(base, { ...base, name: "other" })).toBe(false);
  });

  it("does not matter where nothing is replaced", () => {
    expect(deletesFirst(base, { ...base, size: 6 })).toBe(false);
  });
});
