import { describe, expect, it, vi } from "vitest";
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

  it("leaves no timer behind, which would keep the process from its end", async () => {
    vi.useFakeTimers();
    try {
      await withinDeadline(5, async () => "answer", late);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it("fails when it hangs", async () => {
    await expect(withinDeadline(0.01, () => new Promise(() => {}), late)).rejects.toThrow(
      "Too late.",
    );
  });
});
