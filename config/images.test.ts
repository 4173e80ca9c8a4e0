import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imageOf, imageOfVersion, versionOfImage } from "./images";

const home = { region: "us-central1", project: "shop", repository: "images" };
const name = "us-central1-docker.pkg.dev/shop/images/api";
const digest = `sha256:${"0".repeat(64)}`;

describe("the image of a version", () => {
  it.each([
    ["1.4.2", `${name}:1.4.2`],
    [`1.4.2@${digest}`, `${name}:1.4.2@${digest}`],
    [digest, `${name}@${digest}`],
  ])("is in the stack's own repository: %s", (version, image) => {
    expect(imageOfVersion(home, "api", version)).toBe(image);
    expect(versionOfImage(home, "api", image)).toBe(version);
  });

  it("is that of a project of a domain", () => {
    expect(imageOfVersion({ ...home, project: "example.com:shop" }, "api", "1")).toBe(
      "us-central1-docker.pkg.dev/example.com/shop/images/api:1",
    );
  });

  it.each([`${name}-2:1.4.2`, `${name}/api:1.4.2`, name, `${name}:`, "gcr.io/shop/api:1.4.2"])(
    "is none of another image: %s",
    (image) => {
      expect(versionOfImage(home, "api", image)).toBeUndefined();
    },
  );

  it("leads back to its version, whatever the version is", () => {
    const tag = fc.stringMatching(/^\w[\w.-]{0,20}$/);
    fc.assert(
      fc.property(tag, fc.boolean(), (text, pinned) => {
        const version = pinned ? `${text}@${digest}` : text;
        expect(versionOfImage(home, "api", imageOfVersion(home, "api", version))).toBe(version);
      }),
    );
  });

  it("is what a stack file gives in full", () => {
    const file = {
      "gcp:region": "us-central1",
      "gcp:project": "shop",
      "holdfast:registry": { repository: "images" },
    };
    expect(imageOf(file, "api", { version: "1" })).toBe(`${name}:1`);
    expect(imageOf(file, "api", { image: "redis:7.4" })).toBe("redis:7.4");
    expect(imageOf({}, "api", { version: "1" })).toBeUndefined();
  });
});
