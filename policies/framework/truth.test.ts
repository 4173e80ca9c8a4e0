import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everyOf, not, someOf, type Truth } from "./truth";
import { isKnown, Unknown } from "./value";

const truth = fc.constantFrom<Truth>(true, false, new Unknown("is hidden"));

/** All lists that some answers may turn out to be. */
function resolved(answers: readonly Truth[]): boolean[][] {
  return answers.reduce<boolean[][]>(
    (lists, answer) =>
      lists.flatMap((list) =>
        (isKnown(answer) ? [answer] : [true, false]).map((each) => [...list, each]),
      ),
    [[]],
  );
}

describe("the answer to several questions", () => {
  it("is known exactly where all that the unknown ones may be gives the same", () => {
    fc.assert(
      fc.property(fc.array(truth, { maxLength: 5 }), (answers) => {
        for (const [ask, askKnown] of [
          [everyOf, (list: boolean[]) => list.every(Boolean)],
          [someOf, (list: boolean[]) => list.some(Boolean)],
        ] as const) {
          const possible = new Set(resolved(answers).map(askKnown));
          const answer = ask(answers);
          expect(isKnown(answer) ? [answer] : [true, false]).toEqual(
            [true, false].filter((each) => possible.has(each)),
          );
        }
      }),
    );
  });

  it("gives the first reason why it is unknown", () => {
    const reasons = [new Unknown("is first"), new Unknown("is second")];
    expect(everyOf([true, ...reasons])).toBe(reasons[0]);
    expect(someOf([false, ...reasons])).toBe(reasons[0]);
  });

  it("turns into its opposite, and stays unknown", () => {
    const unknown = new Unknown("is hidden");
    expect([true, false, unknown].map((each) => not(each))).toEqual([false, true, unknown]);
  });
});
