import { describe, expect, it } from "vitest";
import { withinDeadline } from "./deadline";

const late = () => new Error("Too late.");

describe("work with a deadline", () => {
  it("gives its answer when it is in time", async () => {
    expect(await withinDeadline(5, async () => "answer", late)).toBe("answer");
    expect(await withinDeadline(5, () => "answer", late)).toBe("answer");
  });

  it("passes on what it throws", async () => {
    await expect(
      withinDeadline(5, () => Promise.reject(new Error("Broken.")), late),
    ).rejects.toThrow("Broken.");
  });

  it("fails when it hangs, and its signal is aborted", async () => {
    let signal: AbortSignal | undefined;
    const hanging = withinDeadline(
      0.01,
      (given) => {
        signal = given;
        return new Promise(() => {});
      },
      late,
    );
    await expect(hanging).rejects.toThrow("Too late.");
    expect(signal?.aborted).toBe(true);
  });

  it("fails for being late, not for what the abort makes it throw", async () => {
    const work = (signal: AbortSignal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("Aborted.")));
      });
    await expect(withinDeadline(0.01, work, late)).rejects.toThrow("Too late.");
  });
});
