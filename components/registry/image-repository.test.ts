import { describe, expect, it } from "vitest";
import { promiseOf, record } from "../testing/recording";
import { ImageRepository } from "./image-repository";

const type = "gcp:artifactregistry/repository:Repository";
const create = (deletionProtection?: boolean, preview = false) =>
  record(
    () =>
      new ImageRepository("netra", {
        region: "us-central1",
        repositoryId: "netra",
        deletionProtection,
      }),
    { preview },
  );

describe("ImageRepository", () => {
  it("keeps container images whose tags cannot be moved and that nothing cleans away", async () => {
    const recording = await create();
    expect(recording.one(type).inputs).toEqual({
      repositoryId: "netra",
      location: "us-central1",
      format: "DOCKER",
      dockerConfig: { immutableTags: true },
      cleanupPolicyDryRun: true,
    });
  });

  it("can be planned before its project is known", async () => {
    const recording = await create(undefined, true);
    expect(recording.counts()).toEqual({ "holdfast:registry:ImageRepository": 1, [type]: 1 });
  });

  it("tells what images are named after", async () => {
    const { result } = await create();
    expect(await promiseOf(result.url)).toBe("us-central1-docker.pkg.dev/netra-staging/netra");
  });

  it.each([
    [undefined, true],
    [true, true],
    [false, false],
  ])("with deletionProtection %s has protect %s", async (deletionProtection, protect) => {
    const recording = await create(deletionProtection);
    expect(recording.one(type).protect).toBe(protect);
  });
});
