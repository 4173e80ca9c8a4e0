import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closestTags } from "./closest-tags";

describe("the closest tags", () => {
  it.each<[string, string[], string[]]>([
    ["2.0.0", ["1.0.0"], ["1.0.0"]],
    ["2.0.0", ["latest", "1.0.0"], ["1.0.0", "latest"]],
    ["1.4.3", ["1.4.2", "1.3.3", "2.4.3", "main"], ["1.4.2", "1.3.3", "2.4.3", "main"]],
    // Of two that are equally near, the higher version comes first.
    ["1.4.2", ["1.4.1", "1.4.3"], ["1.4.3", "1.4.1"]],
    ["1.9.9", ["1.9.1", "1.9.8"], ["1.9.8", "1.9.1"]],
    // The flavour that was asked for comes before the same version without it.
    [
      "1.27-alpine",
      ["1.27", "1.26-alpine", "1.27.1-alpine"],
      ["1.27.1-alpine", "1.26-alpine", "1.27"],
    ],
    ["v1.2.0", ["v1.2.1", "v0.1.0"], ["v1.2.1", "v0.1.0"]],
    ["lastest", ["latest", "1.0.0"], ["latest", "1.0.0"]],
    ["main-4f2a9c1", ["main-4f2a9c7", "1.0.0", "dev-123"], ["main-4f2a9c7", "dev-123", "1.0.0"]],
    ["1.0.0", [], []],
  ])("to %s among %j are %j", (wanted, tags, closest) => {
    expect(closestTags(wanted, tags, 5)).toEqual(closest);
    expect(closestTags(wanted, tags.toReversed(), 5)).toEqual(closest);
  });

  it("leave out signatures and other attachments", () => {
    const digest = `sha256-${"a".repeat(64)}`;
    const tags = [`${digest}.sig`, `${digest}.att`, digest, "1.0.0"];
    expect(closestTags("2.0.0", tags, 5)).toEqual(["1.0.0"]);
  });

  it("are at most as many as asked for, all different, all there, and never the wanted one", () => {
    const tag = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,6}$/);
    fc.assert(
      fc.property(tag, fc.array(tag), fc.nat({ max: 6 }), (wanted, tags, limit) => {
        const closest = closestTags(wanted, tags, limit);
        const others = new Set(tags.filter((one) => one !== wanted));
        expect(closest).toHaveLength(Math.min(limit, others.size));
        expect(new Set(closest).size).toBe(closest.length);
        expect(closest.every((one) => others.has(one))).toBe(true);
      }),
    );
  });
});
