import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Deadline } from "./deadline";

describe("a deadline", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("ends a wait for work that comes too late, and names who was too slow", async () => {
    const deadline = new Deadline(20_000, "registry.example.com");
    const waiting = expect(deadline.until(new Promise(() => {}))).rejects.toMatchObject({
      reason: '"registry.example.com" did not answer within 20 s',
      silent: true,
    });
    await vi.advanceTimersByTimeAsync(20_000);
    await waiting;
    expect(() => deadline.check()).toThrow("did not answer");
    expect(deadline.remaining).toBeLessThanOrEqual(0);
  });

  it("does what was to be done when it passes, and not what was taken back", async () => {
    const deadline = new Deadline(1, "h");
    const done: string[] = [];
    deadline.whenPassed(() => done.push("left"));
    deadline.whenPassed(() => done.push("taken back"))();
    deadline.check();
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toEqual(["left"]);
  });

  it("gives what came in time", async () => {
    const deadline = new Deadline(1_000, "h");
    expect(await deadline.until(Promise.resolve("answer"))).toBe("answer");
    deadline.clear();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("refuses to wait once it has passed, and leaves no failure of the work unhandled", async () => {
    const deadline = new Deadline(1, "h");
    await vi.advanceTimersByTimeAsync(1);
    await expect(deadline.until(Promise.reject(new Error("late")))).rejects.toThrow(
      "did not answer",
    );
  });

  it("pauses no longer than what is left, and leaves no timer behind", async () => {
    const deadline = new Deadline(1_000, "h");
    const paused = deadline.pause(400);
    await vi.advanceTimersByTimeAsync(400);
    await paused;
    expect(deadline.remaining).toBe(600);
    const cut = expect(deadline.pause(5_000)).rejects.toThrow("did not answer");
    await vi.advanceTimersByTimeAsync(600);
    await cut;
    expect(vi.getTimerCount()).toBe(0);
  });
});
