import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import type { Lookup } from "../registry/lookup";
import { InvalidReference, parseReference } from "../registry/reference";
import { checkImage, type ImageAnswer } from "./check";

const DIGEST = `sha256:${"a".repeat(64)}`;
const OTHER_DIGEST = `sha256:${"b".repeat(64)}`;
const MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";

function answered(written: string, lookup: Lookup): ImageAnswer {
  const reference = parseReference(written);
  if (reference instanceof InvalidReference) throw new Error(reference.reason);
  return { written, reference, lookup };
}

describe("an image", () => {
  it("passes when the registry has it", () => {
    const lookup: Lookup = { kind: "exists", digest: DIGEST, mediaType: MEDIA_TYPE };
    expect(checkImage("image", answered("executor:1.0.0", lookup), "block")).toEqual([]);
  });

  it.each<[string, string, Lookup, string]>([
    [
      "a tag in a repository with one other",
      "registry.example.com/executor:2.0.0",
      { kind: "missing", what: "tag", closestTags: ["1.0.0"], tagCount: 1 },
      'names "registry.example.com/executor:2.0.0", whose tag "2.0.0" does not exist: the registry has "1.0.0". Use a tag that exists, or push this one first.',
    ],
    [
      "a tag in a repository with many others",
      "executor:2.0.0",
      { kind: "missing", what: "tag", closestTags: ["2.0.1", "2.1.0"], tagCount: 40 },
      'names "executor:2.0.0", whose tag "2.0.0" does not exist: the registry has "2.0.1", "2.1.0" and 38 more. Use a tag that exists, or push this one first.',
    ],
    [
      "a tag in a repository too large to be listed",
      "executor:2.0.0",
      { kind: "missing", what: "tag", closestTags: ["2.0.1"] },
      'names "executor:2.0.0", whose tag "2.0.0" does not exist: the registry has "2.0.1". Use a tag that exists, or push this one first.',
    ],
    [
      "the tag that a reference without one means",
      "executor",
      { kind: "missing", what: "tag", closestTags: [], tagCount: 0 },
      'names "executor", whose tag "latest" does not exist: the repository has no tags. Use a tag that exists, or push this one first.',
    ],
    [
      "a tag where the others are not told",
      "executor:2.0.0",
      { kind: "missing", what: "tag", closestTags: [] },
      'names "executor:2.0.0", whose tag "2.0.0" does not exist. Use a tag that exists, or push this one first.',
    ],
    [
      "a repository",
      "nginxx:1.27",
      { kind: "missing", what: "repository", closestTags: [] },
      'names "nginxx:1.27", but the registry "docker.io" has no repository "library/nginxx". Correct the name, or push the image first.',
    ],
    [
      "a digest",
      `executor@${DIGEST}`,
      { kind: "missing", what: "digest", closestTags: [] },
      `names "executor@${DIGEST}", whose digest the registry does not have. Use a digest that exists, or push the image first.`,
    ],
    [
      "a digest whose tag exists",
      `executor:1.0.0@${DIGEST}`,
      { kind: "missing", what: "digest", closestTags: [], digestOfTag: OTHER_DIGEST },
      `names "executor:1.0.0@${DIGEST}", whose digest the registry does not have; its tag "1.0.0" has the digest "${OTHER_DIGEST}". Use a digest that exists, or push the image first.`,
    ],
  ])("fails when the registry lacks %s", (_, written, lookup, message) => {
    expect(checkImage("image", answered(written, lookup), "warn")).toEqual([
      { kind: "violation", path: "image", message },
    ]);
  });

  it("fails when its text is no reference", () => {
    const written = "registry.example.com/Executor:1.0.0";
    const invalid = parseReference(written);
    if (!(invalid instanceof InvalidReference)) expect.unreachable();
    const [finding] = checkImage("image", { written, invalid }, "warn");
    expect(finding).toEqual({
      kind: "violation",
      path: "image",
      message: `is "${written}", which is no image reference: its repository "Executor" has upper-case letters; only lower-case ones are allowed. Correct it.`,
    });
  });
});

describe("an image whose registry gave no answer", () => {
  const unavailable = answered("executor:1.0.0", {
    kind: "unavailable",
    reason: 'the connection to "docker.io" was refused',
    action: "Try again.",
  });
  const message =
    'names "executor:1.0.0", which could not be verified: the connection to "docker.io" was refused. Try again.';

  it("fails, as not evaluated, unless it is set to warn", () => {
    expect(checkImage("image", unavailable, "block")).toEqual([
      { kind: "undetermined", path: "image", message, blocking: true },
    ]);
  });

  it("is not evaluated where that is set to warn", () => {
    expect(checkImage("image", unavailable, "warn")).toEqual([
      { kind: "undetermined", path: "image", message },
    ]);
  });
});

describe("an image with tag and digest", () => {
  const written = `executor:1.0.0@${DIGEST}`;
  const exists = { kind: "exists", digest: DIGEST, mediaType: MEDIA_TYPE } as const;

  it("is pointed out when the tag has moved since", () => {
    const tagDrift = { kind: "moved", digest: OTHER_DIGEST } as const;
    expect(checkImage("image", answered(written, { ...exists, tagDrift }), "block")).toEqual([
      {
        kind: "undetermined",
        path: "image",
        message: `names "${written}", whose digest exists, but whose tag "1.0.0" now has the digest "${OTHER_DIGEST}". The digest is what runs: make tag and digest agree.`,
      },
    ]);
  });

  it("is pointed out when the tag is gone", () => {
    const tagDrift = { kind: "gone" } as const;
    expect(checkImage("image", answered(written, { ...exists, tagDrift }), "block")).toEqual([
      {
        kind: "undetermined",
        path: "image",
        message: `names "${written}", whose digest exists, but whose tag "1.0.0" no longer does. The digest is what runs: leave out the tag, or restore it.`,
      },
    ]);
  });
});

describe("an image that cannot be read now", () => {
  it("is not evaluated, whatever is set for unavailable registries", () => {
    const unknown = new Unknown("is known only after deployment");
    const expected = [
      {
        kind: "undetermined",
        path: "image",
        message:
          "is known only after deployment. Give the image as a literal, so that the registry can be asked.",
      },
    ];
    expect(checkImage("image", unknown, "block")).toEqual(expected);
    expect(checkImage("image", unknown, "warn")).toEqual(expected);
  });
});
