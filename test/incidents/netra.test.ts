import { describe, expect, it } from "vitest";
import { dashboardTiles } from "./answers/dashboard";
import { alertOn } from "./answers/measured";
import { violationsOf } from "./answers/program";
import { redChecksOf } from "./answers/server";
import { loggingChangeOf, refusalsOf, stagingWith, updateRefusalOf } from "./answers/stack-file";
import { type Replay, readReplays } from "./replay";

/** Fails unless a replay gets exactly the answer that it shows. */
async function expectAnswer(replay: Replay): Promise<void> {
  if ("refusals" in replay) {
    const answers =
      "stackFile" in replay
        ? refusalsOf(replay.stackFile)
        : await violationsOf(replay.policy, replay.program);
    expect(answers).toEqual(replay.refusals.map((text) => text.trimEnd()));
  } else if ("update" in replay) {
    expect(updateRefusalOf(replay.stackFile)).toBe(replay.update.trimEnd());
  } else if ("logging" in replay) {
    expect(loggingChangeOf(replay.stackFile)).toBe(replay.logging.trimEnd());
  } else if ("measured" in replay) {
    expect(alertOn(replay.measured)).toBe(replay.alert.trimEnd());
  } else if ("server" in replay) {
    expect(Object.fromEntries(await redChecksOf(replay.server))).toEqual({
      [replay.check]: replay.problem.trimEnd(),
    });
  } else {
    expect(dashboardTiles()).toEqual(replay.dashboard);
  }
}

const cases = readReplays("netra").flatMap(({ id, replays }) =>
  replays.map((replay, index) => ({ id, replay, way: index + 1 })),
);

describe("Netra's faults, repeated", () => {
  it("start from a stack that is not refused", () => {
    expect(refusalsOf({})).toEqual([]);
    expect(updateRefusalOf({})).toBe("");
  });

  it("are all there", () => {
    const ids = new Set(cases.map(({ id }) => id));
    expect([...ids]).toEqual(Array.from({ length: 24 }, (_, index) => `N${index + 1}`));
  });

  it.each(cases)("$id gets its answer (way $way)", ({ replay }) => expectAnswer(replay));

  it.each(cases.filter(({ replay }) => "measured" in replay))(
    "$id opens no alert where the measurement is short or harmless (way $way)",
    ({ replay }) => {
      if (!("measured" in replay)) return;
      expect(alertOn({ ...replay.measured, minutes: -1 })).toBe("");
      const { value } = replay.measured;
      const told = [value / 10, value * 10].map((other) =>
        alertOn({ ...replay.measured, value: other }),
      );
      expect(told).toContain("");
    },
  );

  it("end in a stack that is watched", () => {
    expect(stagingWith().observability).toBeDefined();
  });
});
