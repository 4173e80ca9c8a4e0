import { describe, expect, it } from "vitest";
import { Slots } from "./slots";

/** Runs tasks that end when told to, and tells which have begun. */
function tasks(slots: Slots, count: number) {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const all = Array.from({ length: count }, (_, number) =>
    slots.run(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => {
        ends[number] = resolve;
      });
    }),
  );
  return { begun, end: (number: number) => ends[number]?.(), all: Promise.all(all) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("slots", () => {
  it("let as many tasks run as there are, and the next when one ends, in order", async () => {
    const { begun, end, all } = tasks(new Slots(2), 4);
    await settle();
    expect(begun).toEqual([0, 1]);
    end(1);
    await settle();
    expect(begun).toEqual([0, 1, 2]);
    end(0);
    await settle();
    expect(begun).toEqual([0, 1, 2, 3]);
    end(2);
    end(3);
    await all;
  });

  it("are free again after a task that failed", async () => {
    const slots = new Slots(1);
    await expect(slots.run(() => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    expect(await slots.run(async () => "ran")).toBe("ran");
  });

  it("are not one too many after they have been passed on", async () => {
    const slots = new Slots(1);
    const first = tasks(slots, 2);
    await settle();
    first.end(0);
    await settle();
    const second = tasks(slots, 1);
    await settle();
    expect(second.begun).toEqual([]);
    first.end(1);
    await settle();
    expect(second.begun).toEqual([0]);
    second.end(0);
    await Promise.all([first.all, second.all]);
  });
});
