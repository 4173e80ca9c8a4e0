import { describe, expect, it } from "vitest";
import { showProgress } from "./progress";

function recorder(isTerminal: boolean) {
  const written: string[] = [];
  const clock = { seconds: 0 };
  const progress = showProgress({
    isTerminal,
    write: (text) => void written.push(text),
    now: () => clock.seconds * 1000,
  });
  return { written, clock, progress };
}

describe("showProgress", () => {
  it("writes each phase at once and its steps every ten seconds where lines stay", () => {
    const { written, clock, progress } = recorder(false);
    for (const second of [0, 1, 2, 11, 12]) {
      clock.seconds = second;
      progress.tell(`pulumi: compiling (${second} packages)`);
    }
    progress.tell("registry: compiling (1 packages)");
    progress.finish();
    expect(written).toEqual([
      "[0 s] pulumi: compiling (0 packages)\n",
      "[11 s] pulumi: compiling (11 packages)\n",
      "[12 s] registry: compiling (1 packages)\n",
    ]);
  });

  it("paints one line with the latest of each subject on a terminal, and clears it", () => {
    const { written, clock, progress } = recorder(true);
    progress.tell("pulumi: downloading Go modules (1)");
    clock.seconds = 3;
    progress.tell("registry: compiling (2 packages)");
    progress.finish();
    expect(written.at(-2)).toBe(
      "\r\x1b[K[3 s] pulumi: downloading Go modules (1); registry: compiling (2 packages)",
    );
    expect(written.at(-1)).toBe("\r\x1b[K");
  });

  it("writes nothing when there is nothing to tell", () => {
    const { written, progress } = recorder(true);
    progress.finish();
    expect(written).toEqual([]);
  });
});
