import { afterAll, describe, expect, it } from "vitest";
import { parseStackFile } from "../../config/parse";
import { faults } from "./faults";
import { goodFiles, handedOver } from "./good-files";
import { placesIn } from "./places";
import { type Verdict, verdictOn } from "./verdict";

const files = goodFiles().map(({ stack, text }) => ({ stack, file: handedOver(text) }));

type Count = Record<Verdict["kind"], number>;

const counts = new Map<string, Count>();

/** Most failures that are shown. */
const MOST_SHOWN = 10;

describe("a stack file with one thing broken", () => {
  it.each(files)("is good before that: $stack", ({ stack, file }) => {
    const result = parseStackFile(file, { stack });
    expect(result.ok ? [] : result.problems).toEqual([]);
  });

  it.each(faults)(
    "is refused with path, found, allowed and action, or harmless: $name",
    { timeout: 300_000 },
    (fault) => {
      const count: Count = { refused: 0, harmless: 0, bad: 0 };
      const bad: string[] = [];
      for (const { stack, file } of files) {
        for (const broken of fault.broken(file, placesIn(file))) {
          const verdict = verdictOn(broken, stack);
          count[verdict.kind] += 1;
          if (verdict.kind === "bad" && bad.length < MOST_SHOWN) {
            bad.push(`${stack}: ${broken.what} ${verdict.why}`);
          }
        }
      }
      counts.set(fault.name, count);
      expect(bad).toEqual([]);
      expect(count.refused).toBeGreaterThan(count.harmless);
    },
  );

  it("was generated at least 5,000 times", () => {
    const all = [...counts.values()].flatMap(({ refused, harmless }) => [refused, harmless]);
    expect(all.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(5000);
  });
});

afterAll(() => {
  const lines = [...counts].map(([name, { refused, harmless, bad }]) => {
    return `  ${name.padEnd(44)} ${[refused, harmless, bad].map((each) => String(each).padStart(8)).join("")}`;
  });
  process.stdout.write(
    `\nBroken stack files ${" ".repeat(27)} refused harmless     bad\n${lines.join("\n")}\n`,
  );
});
