import { describe, expect, it } from "vitest";
import type { Check } from "../check";
import type { CheckResult } from "../report";
import { Progress } from "./progress";

const check = (id: string): Check => ({
  id,
  groups: ["health"],
  title: `Title of ${id}`,
  needs: [],
  run: async () => ({ found: "" }),
});
const result: CheckResult = {
  check: "a",
  group: "health",
  title: "Title of a",
  status: "passed",
  seconds: 0.5,
  found: "all well",
  measurements: [],
};

function written(isTerminal: boolean): string[] {
  const texts: string[] = [];
  const progress = new Progress({ write: (text) => texts.push(text), isTerminal, colours: false });
  progress.start(check("a"));
  progress.start(check("b"));
  progress.result(result);
  progress.finish();
  return texts;
}

describe("the progress of a run", () => {
  it("is one line for each result where lines cannot be painted over", () => {
    expect(written(false)).toEqual(["ok       health         0.50 s  Title of a  all well\n"]);
  });

  it("also names what is being checked on a terminal, and leaves nothing of it behind", () => {
    expect(written(true)).toEqual([
      "\r\x1b[Kchecking Title of a",
      "\r\x1b[Kchecking Title of a and 1 more",
      "\r\x1b[Kok       health         0.50 s  Title of a  all well\nchecking Title of b",
      "\r\x1b[K",
    ]);
  });
});
