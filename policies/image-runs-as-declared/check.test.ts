import { describe, expect, it } from "vitest";
import { Place } from "../framework/place";
import type { Reading } from "../registry/reading";
import { imageWith, registryOf } from "../testing/image-registry";
import { checkUser } from "./check";

const registry = registryOf({ images: {} });

async function messages(
  user: string,
  container: object,
  pod: object = {},
  reading: Reading = imageWith({ user }),
): Promise<string[]> {
  const findings = await checkUser(
    "containers[0].image",
    {
      container: new Place({ ...container }, "containers[0].securityContext"),
      pod: new Place({ ...pod }, "securityContext"),
    },
    async () => ({ shown: '"api:1"', reading }),
    registry,
  );
  return findings.map(({ kind, path, message }) => `${kind}: ${path} ${message}`);
}

const promise = { runAsNonRoot: true };
const ACTION =
  'Set "runAsUser" to the number of a user, or build the image with a number as its USER.';

describe("A17: a promise not to run as root", () => {
  it.each([
    ["", "which names no user and so runs as root"],
    ["0", "which runs as root"],
    ["00:100", "which runs as root"],
    ["root", "which runs as root"],
    ["root:root", "which runs as root"],
    ["app", 'which runs as the user "app", and a name cannot be told from root'],
    ["app:1000", 'which runs as the user "app", and a name cannot be told from root'],
  ])('fails with an image of the user "%s"', async (user, problem) => {
    expect(await messages(user, {}, promise)).toEqual([
      `violation: containers[0].image names "api:1", ${problem}, but "securityContext.runAsNonRoot" promises a user other than root: the container is not started. ${ACTION}`,
    ]);
  });

  it("fails with root by number, wherever the two stand", async () => {
    expect(await messages("1000", { runAsUser: 0 }, promise)).toEqual([
      'violation: containers[0].securityContext.runAsUser is "0", which is root, but "securityContext.runAsNonRoot" promises another user: the container is not started. Give the number of another user, or take back the promise.',
    ]);
    expect(await messages("1000", promise, { runAsUser: 0 })).toHaveLength(1);
  });

  it.each(["1000", "1000:1000", "65532:nonroot"])(
    'passes with an image of the user "%s"',
    async (user) => {
      expect(await messages(user, {}, promise)).toEqual([]);
    },
  );

  it("passes with the number of another user, whatever the image is", async () => {
    expect(await messages("", { runAsUser: 1000 }, promise)).toEqual([]);
    expect(await messages("", promise, { runAsUser: 1000 })).toEqual([]);
    expect(await messages("", { runAsUser: 1000 }, { ...promise, runAsUser: 0 })).toEqual([]);
    expect(await messages("", { runAsUser: null }, { ...promise, runAsUser: 1000 })).toEqual([]);
  });

  it("shows the start of a name that is very long", async () => {
    const [message] = await messages("u".repeat(200), {}, promise);
    expect(message).toContain(`runs as the user "${"u".repeat(59)}…", and`);
  });

  it("is not evaluated with what is no image", async () => {
    const artifact = { kind: "artifact", what: "a Helm chart" } as const;
    expect(await messages("", {}, promise, artifact)).toEqual([
      'undetermined: containers[0].image names "api:1", which is a Helm chart and no image, so it has no user. Name an image.',
    ]);
  });

  it("is none where the container takes it back, or nobody gives it", async () => {
    expect(await messages("", { runAsNonRoot: false }, promise)).toEqual([]);
    expect(await messages("", {})).toEqual([]);
  });
});
