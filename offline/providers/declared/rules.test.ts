import { describe, expect, it } from "vitest";
import { type Properties, secret, unknown } from "../values/value";
import { agree, atLeastOne, atMostOne, exactlyOne, needs, oneOf, type Rule, shaped } from "./rules";

const refuses = (rule: Rule, inputs: Properties) => rule.failures(inputs, {}).length > 0;

const choice: Properties[] = [{}, { a: 1 }, { b: { c: 1 } }, { a: 1, b: { c: 1 } }];

describe.each([
  { name: "exactly one", rule: exactlyOne("a", "b.c"), refused: [true, false, false, true] },
  { name: "at least one", rule: atLeastOne("a", "b.c"), refused: [true, false, false, false] },
  { name: "at most one", rule: atMostOne("a", "b.c"), refused: [false, false, false, true] },
  { name: "the one with the other", rule: needs("a", "b.c"), refused: [false, true, false, false] },
])("$name of two properties", ({ rule, refused }) => {
  it("is refused or not by which of them are given", () => {
    expect(choice.map((inputs) => refuses(rule, inputs))).toEqual(refused);
  });

  it("is not refused while one is not known yet", () => {
    expect(refuses(rule, { a: unknown })).toBe(false);
    expect(refuses(rule, { a: 1, b: unknown })).toBe(false);
    expect(refuses(rule, { b: secret(unknown) })).toBe(false);
  });

  it("counts null, an empty text and an empty list as absent", () => {
    expect(refuses(rule, { a: null, b: { c: "" } })).toBe(refused[0]);
    expect(refuses(rule, { a: [], b: null })).toBe(refused[0]);
  });

  it("counts an empty object, which switches something on, as given", () => {
    expect(refuses(rule, { a: {} })).toBe(refused[1]);
  });
});

it("every element of a list is checked, and the one at fault is named", () => {
  const rule = oneOf("flags.value", "on", "off");
  expect(rule.failures({ flags: [{ value: "on" }, { value: "of" }] }, {})).toEqual([
    `"flags[1].value" is "of". Allowed are "on", "off". Change it.`,
  ]);
});

it("every word of a list of words is checked, and one that is not known yet is left open", () => {
  const rule = oneOf("components", "LOGS", "METRICS");
  expect(refuses(rule, { components: ["LOGS", "METRICS"] })).toBe(false);
  expect(refuses(rule, { components: [unknown] })).toBe(false);
  expect(rule.failures({ components: ["LOGS", unknown, "TRACES"] }, {})).toEqual([
    `"components[2]" is "TRACES". Allowed are "LOGS", "METRICS". Change it.`,
  ]);
});

it("a form is said in words", () => {
  const rule = shaped("timeout", /^\d+s$/, 'seconds such as "300s"');
  expect(rule.failures({ timeout: "5m" }, {})[0]).toBe(
    `"timeout" is "5m". Allowed are seconds such as "300s". Change it.`,
  );
  expect(refuses(rule, { timeout: "300s" })).toBe(false);
  expect(refuses(rule, {})).toBe(false);
});

describe("properties that are to agree", () => {
  const rule = agree(["low", "limits.high"], (low, high) =>
    Number(low) > Number(high) ? `${low} is more than ${high}.` : undefined,
  );

  it("are looked at together, secrets without being shown", () => {
    expect(rule.failures({ low: 3, limits: { high: 2 } }, {})).toEqual(["3 is more than 2."]);
    expect(rule.failures({ low: 3, limits: { high: secret(2) } }, {})).toEqual([
      '"low", "limits.high" do not fit together (hidden). Change one.',
    ]);
    expect(refuses(rule, { low: 2, limits: { high: 2 } })).toBe(false);
  });

  it("are not looked at while one is absent or not known", () => {
    expect(refuses(rule, { low: 3 })).toBe(false);
    expect(refuses(rule, { low: 3, limits: { high: unknown } })).toBe(false);
    expect(refuses(rule, { low: unknown, limits: { high: 1 } })).toBe(false);
    expect(refuses(rule, { low: 3, limits: unknown })).toBe(false);
  });
});
