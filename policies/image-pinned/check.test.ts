import { describe, expect, it } from "vitest";
import { Unknown, type Value } from "../framework/value";
import { checkImage } from "./check";

const DIGEST = `sha256:${"a".repeat(64)}`;

function judge(image: Value<string>) {
  return checkImage({ path: "spec.containers[0].image", image }).map(
    ({ kind, message }) => `${kind}: ${message}`,
  );
}

describe("an image", () => {
  it.each([
    "nginx:1.27.3",
    `nginx@${DIGEST}`,
    `nginx:latest@${DIGEST}`,
    `localhost:5000/app@${DIGEST}`,
    "localhost:5000/app:1.0.0",
    "us-central1-docker.pkg.dev/p/r/app:4f2a9c1",
  ])("%s passes", (image) => {
    expect(judge(image)).toEqual([]);
  });

  it.each(["nginx", "localhost:5000/app", "registry.example.com:443/team/app", "ghcr.io/a/b"])(
    "%s is refused for having no tag",
    (image) => {
      expect(judge(image)).toEqual([
        `violation: has no tag ("${image}"). Pin a digest or a released tag.`,
      ]);
    },
  );

  it.each([
    ["nginx:latest", "latest"],
    ["localhost:5000/app:main", "main"],
  ])("%s is refused for its moving tag", (image, tag) => {
    expect(judge(image)).toEqual([
      `violation: has the moving tag "${tag}" ("${image}"). Pin a digest or a released tag.`,
    ]);
  });

  it("that is unknown is not taken for pinned", () => {
    expect(judge(new Unknown("is known only after deployment"))).toEqual([
      "undetermined: is known only after deployment. Give the image as a literal, or pin its digest.",
    ]);
  });

  it.each(["", "lower/UPPER:1", "a b", "https://user:supersecret@host/app:1"])(
    "that is no reference, such as %j, is not taken for pinned, and shows no credential",
    (image) => {
      const [finding, ...others] = judge(image);
      expect(others).toEqual([]);
      expect(finding).toMatch(/^undetermined: is not an image reference: .*\. Correct it\.$/);
      expect(finding).not.toContain("supersecret");
    },
  );
});
