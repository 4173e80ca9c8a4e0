import { describe, expect, it } from "vitest";
import { Unknown } from "../../framework/value";
import type { Reading } from "../../registry/reading";
import { imageWith, registryOf } from "../../testing/image-registry";
import { readable, readImage } from "./container-image";

const LINUX = { os: "linux", architecture: "amd64" };
const registry = registryOf({ images: { "docker.io/shop/api:1": imageWith() } });
const warning = registryOf({ images: {}, unavailable: "warn" });

describe("the image of a container", () => {
  it("is read by its reference in full", async () => {
    expect(await readImage("shop/api:1", LINUX, registry)).toEqual({
      shown: '"shop/api:1"',
      reading: imageWith(),
    });
  });

  it("is not read where its reference is not known, or is none", async () => {
    const unknown = new Unknown("is known only after deployment");
    expect(await readImage(unknown, LINUX, registry)).toBe(unknown);
    expect(await readImage("shop/Api", LINUX, registry)).toEqual(
      new Unknown('is "shop/Api", which is no image reference'),
    );
  });

  it("shows no credentials", async () => {
    const image = await readImage("user:hunter2@host/api:1", LINUX, registry);
    expect(JSON.stringify(image)).not.toContain("hunter2");
  });
});

describe("an image that could not be read", () => {
  const unread = { kind: "unread", reason: "it is gone", action: "Push it again." } as const;
  const finding = (reading: Reading, asking = registry) =>
    readable("image", { shown: '"api:1"', reading }, "what it starts", asking);

  it("fails, as not evaluated, where the registry has it but does not give it", () => {
    expect(finding(unread)).toEqual({
      kind: "undetermined",
      path: "image",
      message:
        'names "api:1", but what it starts could not be verified: it is gone. Push it again.',
      blocking: true,
    });
    expect(finding(unread, warning)).not.toHaveProperty("blocking");
  });

  it.each<[Reading, string]>([
    [{ kind: "missing", what: "tag", closestTags: [] }, "which its registry does not have"],
    [{ ...unread, kind: "unavailable" }, "could not be verified: it is gone. Push it again."],
    [{ ...unread, kind: "unreadable" }, "which it is gone, so what it starts"],
  ])("is not evaluated, and left to image-exists, for %j", (reading, text) => {
    expect(finding(reading)).toEqual({
      kind: "undetermined",
      path: "image",
      message: expect.stringContaining(text),
    });
  });
});
