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

  it("fails when it hangs", async () => {
    await expect(withinDeadline(0.01, () => new Promise(() => {}), late)).rejects.toThrow(
      "Too late.",
    );
  });
});
