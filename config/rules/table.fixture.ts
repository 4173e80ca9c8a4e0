import { expect, it } from "vitest";
import { type Change, judge } from "../stack-file.fixture";
import type { Rule } from "./rule";

/** What differs from the good file, and what a rule is expected to say of it. */
export interface Case {
  /** What differs, completing "refuses" or "accepts". */
  readonly name: string;
  readonly change: Change;
  /** The stack's name. @default "staging" */
  readonly stack?: string;
  /** The top keys that are encrypted. @default none */
  readonly secretKeys?: readonly string[];
}

/** Registers a test for each change that `rule` refuses at exactly the given paths, saying the given words. */
export function refuses(
  rule: Rule,
  cases: readonly (Case & { readonly at: readonly string[]; readonly says?: string })[],
): void {
  for (const { name, change, at, says = "", ...facts } of cases) {
    it(`refuses ${name}`, () => {
      const problems = judge(rule, change, facts);
      expect(problems.map(({ path }) => path)).toEqual(at);
      expect(problems.map((problem) => Object.values(problem).join(" ")).join(" ")).toContain(says);
    });
  }
}

/** Registers a test for each change that `rule` has nothing to say of, and one for the good file itself. */
export function accepts(rule: Rule, cases: readonly Case[]): void {
  const unchanged: Case = { name: "the file that the others change", change: () => undefined };
  for (const { name, change, ...facts } of [unchanged, ...cases]) {
    it(`accepts ${name}`, () => {
      expect(judge(rule, change, facts)).toEqual([]);
    });
  }
}
