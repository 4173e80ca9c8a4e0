import { describe, expect, it } from "vitest";
import type { ImageRegistry } from "../policies/registry/lookup";
import { manifestName } from "../policies/registry/reference";
import { pinImage, whyGone } from "./pin";

const digest = (digit: number) => `sha256:${String(digit).repeat(64)}`;

/** A registry in which `1.0` and `stable` are one image, and `2.0` is another. */
const registry: ImageRegistry = {
  lookup: async (reference) => {
    const name = manifestName(reference);
    const found = new Map([
      ["1.0", digest(1)],
      ["stable", digest(1)],
      ["2.0", digest(2)],
      [digest(1), digest(1)],
    ]).get(name);
    return found === undefined
      ? { kind: "missing", what: "tag", closestTags: ["1.0", "2.0"] }
      : { kind: "exists", digest: found, mediaType: "" };
  },
};

const pin = (image: string, tag?: string) => pinImage("api", image, tag, registry);
const changed = (from: string, to: string, previous?: string) => ({
  kind: "change",
  change: { service: "api", from, to, ...(previous === undefined ? {} : { previous }) },
});

describe("A13: an image that is pinned", () => {
  it.each([
    ["shop/api:1.0", `shop/api:1.0@${digest(1)}`],
    ["api:1.0", `api:1.0@${digest(1)}`],
    ["localhost:5000/api:1.0", `localhost:5000/api:1.0@${digest(1)}`],
  ])("keeps its name as it is written: %s", async (image, to) => {
    expect(await pin(image)).toEqual(changed(image, to));
  });

  it("stays where its tag still has the digest, and where it has no tag", async () => {
    for (const image of [`api:1.0@${digest(1)}`, `api@${digest(1)}`]) {
      expect(await pin(image)).toEqual({ kind: "unchanged", service: "api", image });
    }
  });

  it("replaces nothing when another tag of the same image is written", async () => {
    const image = `api:stable@${digest(1)}`;
    expect(await pin(image, "1.0")).toEqual(changed(image, `api:1.0@${digest(1)}`));
  });

  it("replaces the digest that stood behind an edited tag, or what a given tag replaces", async () => {
    const to = `api:2.0@${digest(2)}`;
    const edited = `api:2.0@${digest(1)}`;
    expect(await pin(edited)).toEqual(changed(edited, to, `api@${digest(1)}`));
    const given = `api:1.0@${digest(1)}`;
    expect(await pin(given, "2.0")).toEqual(changed(given, to, given));
    expect(await pin("api:1.0", "2.0")).toEqual(changed("api:1.0", to, given));
  });

  it("replaces what nobody can go back to without a record", async () => {
    expect(await pin("api:0.9", "2.0")).toEqual(changed("api:0.9", `api:2.0@${digest(2)}`));
  });

  it.each([
    ["api", undefined, '"api" has no tag. Write the tag of a release behind it.'],
    ["Api", undefined, "is no image reference"],
    [
      "api:3.0",
      undefined,
      '"api:3.0" does not exist: its registry has no such tag; it has "1.0", "2.0".',
    ],
    ["api:1.0", "-", '"-" is not a tag.'],
    [`api@${digest(3)}`, undefined, "does not exist"],
  ])("is refused: %s with the tag %s", async (image, tag, message) => {
    expect(await pin(image, tag)).toMatchObject({
      kind: "problem",
      message: expect.stringContaining(message),
    });
  });
});

describe("an image to go back to", () => {
  it("is there, or not", async () => {
    expect(await whyGone(`api@${digest(1)}`, registry)).toBeUndefined();
    expect(await whyGone("api:0.9", registry)).toContain("does not exist");
    expect(await whyGone("Api", registry)).toContain("is no image reference");
  });
});
