import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientWith, lookUp, reasonOf } from "./clients";
import { describeImage, hostOf, Registries } from "./real-registry";

const INDEX = "application/vnd.oci.image.index.v1+json";
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const ABSENT_DIGEST = `sha256:${"0".repeat(64)}`;

const registries = new Registries();
/** Host and port of a registry, and of what of it a reference names. */
let host: string;

/** A reference to an image in the registry, which the offline tools keep below the host that they stand in for. */
const at = (name: string) => `${host}/shop.example/${name}`;

beforeAll(async () => {
  const registry = await registries.start([
    describeImage({ repository: "shop.example/executor", tags: ["1.0.0"] }),
    describeImage({
      repository: "shop.example/api",
      tags: ["1.0.0", "1.1.0", "2.0.0", "main", "v3"],
    }),
    describeImage({
      repository: "shop.example/proxy",
      tags: ["1.0.0", "1.1.0"],
      platforms: ["linux/amd64", "linux/arm64"],
    }),
  ]);
  host = hostOf(registry.url);
});

afterAll(() => registries.close());

describe("an image that the real registry has", () => {
  it("exists by tag, with the digest that crane finds", async () => {
    const digest = await registries.crane(["digest", at("executor:1.0.0")]);
    expect(await lookUp(at("executor:1.0.0"))).toEqual({
      kind: "exists",
      digest,
      mediaType: MANIFEST,
    });
  });

  it("exists for several platforms, by the index and by the image of each", async () => {
    const client = clientWith();
    const index = await registries.crane(["digest", at("proxy:1.0.0")]);
    expect(await lookUp(at("proxy:1.0.0"), client)).toMatchObject({
      digest: index,
      mediaType: INDEX,
    });
    const arm = await registries.crane(["digest", "--platform", "linux/arm64", at("proxy:1.0.0")]);
    expect(arm).not.toBe(index);
    expect(await lookUp(at(`proxy@${arm}`), client)).toEqual({
      kind: "exists",
      digest: arm,
      mediaType: MANIFEST,
    });
  });

  it("exists through a mirror for everything", async () => {
    const client = clientWith({ mirrors: { "*": `http://${host}` } });
    expect(await lookUp("shop.example/executor:1.0.0", client)).toMatchObject({ kind: "exists" });
    expect(await lookUp("shop.example/executor:1.0.1", client)).toMatchObject({ kind: "missing" });
  });
});

describe("an image with tag and digest", () => {
  it("exists when the tag still has that digest", async () => {
    const digest = await registries.crane(["digest", at("api:1.0.0")]);
    expect(await lookUp(at(`api:1.0.0@${digest}`))).toEqual({
      kind: "exists",
      digest,
      mediaType: MANIFEST,
    });
  });

  it("exists without more ado when the tag has an index that lists the digest", async () => {
    const arm = await registries.crane(["digest", "--platform", "linux/arm64", at("proxy:1.0.0")]);
    expect(await lookUp(at(`proxy:1.0.0@${arm}`))).toEqual({
      kind: "exists",
      digest: arm,
      mediaType: MANIFEST,
    });
    const other = await registries.crane(["digest", at("proxy:1.1.0")]);
    expect(await lookUp(at(`proxy:1.1.0@${arm}`))).toMatchObject({
      tagDrift: { kind: "moved", digest: other },
    });
  });

  it("exists, with a note, when the tag has moved since", async () => {
    const [before, after] = await Promise.all(
      ["1.0.0", "2.0.0"].map((tag) => registries.crane(["digest", at(`api:${tag}`)])),
    );
    await registries.copy(at("api:1.0.0"), at("api:stable"), registries.folder);
    expect(await lookUp(at(`api:stable@${before}`))).not.toHaveProperty("tagDrift");
    await registries.copy(at("api:2.0.0"), at("api:stable"), registries.folder);
    expect(await lookUp(at(`api:stable@${before}`))).toEqual({
      kind: "exists",
      digest: before,
      mediaType: MANIFEST,
      tagDrift: { kind: "moved", digest: after },
    });
  });

  it("exists, with a note, when the tag is gone", async () => {
    const digest = await registries.crane(["digest", at("api:1.0.0")]);
    expect(await lookUp(at(`api:0.9.0@${digest}`))).toMatchObject({
      kind: "exists",
      tagDrift: { kind: "gone" },
    });
  });

  it("is missing when the digest is, and tells the digest of the tag", async () => {
    const digestOfTag = await registries.crane(["digest", at("api:1.0.0")]);
    const missing = { kind: "missing", what: "digest", closestTags: [] };
    expect(await lookUp(at(`api:1.0.0@${ABSENT_DIGEST}`))).toEqual({ ...missing, digestOfTag });
    expect(await lookUp(at(`api:9.9.9@${ABSENT_DIGEST}`))).toEqual(missing);
    expect(await lookUp(at(`api@${ABSENT_DIGEST}`))).toEqual(missing);
  });
});

describe("an image that the real registry does not have", () => {
  it("is missing by tag, with the only other tag", async () => {
    expect(await lookUp(at("executor:2.0.0"))).toEqual({
      kind: "missing",
      what: "tag",
      closestTags: ["1.0.0"],
      tagCount: 1,
    });
  });

  it("is missing by tag, with the closest of many first", async () => {
    const lookup = await lookUp(at("api:2.0.1"));
    expect(lookup).toMatchObject({ kind: "missing", what: "tag" });
    expect(lookup.kind === "missing" && lookup.closestTags[0]).toBe("2.0.0");
  });

  it("is missing by the tag that a reference without one means", async () => {
    expect(await lookUp(at("executor"))).toMatchObject({ kind: "missing", what: "tag" });
  });

  it("is missing with its repository", async () => {
    expect(await lookUp(at("executer:1.0.0"))).toEqual({
      kind: "missing",
      what: "repository",
      closestTags: [],
    });
  });

  it("is missing once it was deleted", async () => {
    const registry = await registries.start(
      [describeImage({ repository: "shop.example/executor", tags: ["1.0.0"] })],
      { REGISTRY_STORAGE_DELETE_ENABLED: "true" },
    );
    const name = `${hostOf(registry.url)}/shop.example/executor`;
    const before = await lookUp(`${name}:1.0.0`);
    if (before.kind !== "exists") expect.unreachable();
    await registries.crane(["delete", `${name}@${before.digest}`]);
    expect(await lookUp(`${name}:1.0.0`)).toEqual({
      kind: "missing",
      what: "tag",
      closestTags: [],
      tagCount: 0,
    });
    expect(await lookUp(`${name}@${before.digest}`)).toMatchObject({ what: "digest" });
  });
});

describe("a registry that has stopped", () => {
  it("is unavailable, and an image that was looked up before keeps its answer", async () => {
    const registry = await registries.start([
      describeImage({ repository: "shop.example/executor", tags: ["1.0.0"] }),
    ]);
    const name = `${hostOf(registry.url)}/shop.example/executor`;
    const client = clientWith();
    expect(await lookUp(`${name}:1.0.0`, client)).toMatchObject({ kind: "exists" });
    await registry.stop();
    expect(await reasonOf(lookUp(`${name}:1.0.1`, client))).toBe(
      `the connection to "${hostOf(registry.url)}" was refused (ECONNREFUSED)`,
    );
    expect(await lookUp(`${name}:1.0.0`, client)).toMatchObject({ kind: "exists" });
  });
});

describe("a thousand images", () => {
  it("are looked up one by one in a few seconds", async () => {
    const tags = Array.from({ length: 1000 }, (_, number) => `1.0.${number}`);
    const client = clientWith();
    const start = performance.now();
    const lookups = await Promise.all(
      tags.map((tag) => lookUp(at(`absent-${tag}:${tag}`), client)),
    );
    expect(new Set(lookups.map(({ kind }) => kind))).toEqual(new Set(["missing"]));
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});
