import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Platform } from "../../policies/registry/reading";
import { clientWith, readImage } from "./clients";
import { describeImage, hostOf, Registries } from "./real-registry";
import { closeServers } from "./test-server";

const ARM: Platform = { os: "linux", architecture: "arm64" };
const WINDOWS: Platform = { os: "windows", architecture: "amd64" };

const registries = new Registries();
let url: string;
let host: string;

/** A reference to an image in the registry, which the offline tools keep below the host that they stand in for. */
const at = (name: string) => `${host}/shop.example/${name}`;

beforeAll(async () => {
  const registry = await registries.start([
    describeImage({
      repository: "shop.example/api",
      tags: ["1.0.0"],
      entrypoint: ["python", "-m", "app"],
      command: ["--port", "8000"],
      user: "1000:1000",
      ports: [8000, 9000],
    }),
    describeImage({
      repository: "shop.example/proxy",
      tags: ["1.0.0"],
      platforms: ["linux/arm64/v8", "linux/amd64", "windows/amd64"],
      entrypoint: ["/proxy"],
    }),
    describeImage({ repository: "shop.example/data", tags: ["1.0.0"], platforms: ["linux/arm64"] }),
  ]);
  url = registry.url;
  host = hostOf(url);
});

afterAll(() => Promise.all([closeServers(), registries.close()]));

/** Puts a manifest, with whatever it refers to, into the registry. */
async function put(repository: string, tag: string, manifest: object, type: string) {
  const response = await fetch(`${url}/v2/shop.example/${repository}/manifests/${tag}`, {
    method: "PUT",
    headers: { "content-type": type },
    body: JSON.stringify(manifest),
  });
  expect(response.status, await response.text()).toBe(201);
}

async function putBlob(repository: string, text: string) {
  const base = `${url}/v2/shop.example/${repository}/blobs/uploads/`;
  const upload = await fetch(base, { method: "POST" });
  const location = new URL(upload.headers.get("location") ?? "", url);
  const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  location.searchParams.set("digest", digest);
  const response = await fetch(location, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: text,
  });
  expect(response.status).toBe(201);
  return { digest, size: text.length };
}

describe("an image in the real registry", () => {
  it("says for which platform it is, how it starts, as whom and on which ports", async () => {
    expect(await readImage(at("api:1.0.0"))).toEqual({
      kind: "image",
      platforms: [{ os: "linux", architecture: "amd64" }],
      configuration: {
        platform: { os: "linux", architecture: "amd64" },
        entrypoint: ["python", "-m", "app"],
        command: ["--port", "8000"],
        user: "1000:1000",
        ports: [8000, 9000],
        environment: new Map([["PATH", expect.any(String)]]),
      },
    });
  });

  it("without an entry point, a command and a user says so", async () => {
    expect(await readImage(at("data:1.0.0"))).toMatchObject({
      kind: "image",
      platforms: [{ os: "linux", architecture: "arm64" }],
      configuration: { entrypoint: [], command: [], user: "", ports: [] },
    });
  });

  it("for several platforms is read for the one that is asked for, else for the first", async () => {
    const client = clientWith();
    const platforms = [
      { os: "linux", architecture: "arm64", variant: "v8" },
      { os: "linux", architecture: "amd64" },
      { os: "windows", architecture: "amd64" },
    ];
    for (const [wanted, read] of [
      [ARM, platforms[0]],
      [{ os: "linux", architecture: "amd64" }, platforms[1]],
      [WINDOWS, platforms[2]],
      [{ os: "linux", architecture: "s390x" }, platforms[0]],
    ] as const) {
      expect(await readImage(at("proxy:1.0.0"), client, wanted)).toMatchObject({
        kind: "image",
        platforms,
        configuration: { platform: read, entrypoint: ["/proxy"] },
      });
    }
  });

  it("is read by the digest of one platform as well, and says what crane says", async () => {
    const digest = await registries.crane([
      "digest",
      "--platform",
      "linux/arm64",
      at("proxy:1.0.0"),
    ]);
    const reading = await readImage(at(`proxy@${digest}`));
    const config = JSON.parse(await registries.crane(["config", at(`proxy@${digest}`)]));
    expect(reading).toMatchObject({
      platforms: [{ os: config.os, architecture: config.architecture }],
      configuration: { entrypoint: config.config.Entrypoint, user: config.config.User },
    });
  });

  it("is not read when its tag does not exist", async () => {
    expect(await readImage(at("api:2.0.0"))).toMatchObject({ kind: "missing", what: "tag" });
    expect(await readImage(at("nothing:1.0.0"))).toMatchObject({ kind: "missing" });
  });

  it("is not read when the registry has stopped", async () => {
    const stopped = await registries.start();
    await stopped.stop();
    expect(await readImage(`${hostOf(stopped.url)}/api:1.0.0`)).toMatchObject({
      kind: "unavailable",
    });
  });
});

describe("what is no image", () => {
  const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  const INDEX = "application/vnd.oci.image.index.v1+json";

  it("is told to be a Helm chart", async () => {
    const type = "application/vnd.cncf.helm.config.v1+json";
    const config = { mediaType: type, ...(await putBlob("chart", '{"name":"chart"}')) };
    await put(
      "chart",
      "1.0.0",
      { schemaVersion: 2, mediaType: MANIFEST, config, layers: [] },
      MANIFEST,
    );
    expect(await readImage(at("chart:1.0.0"))).toEqual({ kind: "artifact", what: "a Helm chart" });
  });

  it("is told by its type when that is not known", async () => {
    const config = {
      mediaType: "application/vnd.example.model+json",
      ...(await putBlob("model", "{}")),
    };
    await put(
      "model",
      "1",
      { schemaVersion: 2, mediaType: MANIFEST, config, layers: [] },
      MANIFEST,
    );
    expect(await readImage(at("model:1"))).toEqual({
      kind: "artifact",
      what: 'an artifact of the type "application/vnd.example.model+json"',
    });
  });

  it("in an index beside an image is not taken for a platform", async () => {
    const blob = await putBlob("built", '{"architecture":"amd64","os":"linux","config":{}}');
    const config = { mediaType: "application/vnd.oci.image.config.v1+json", ...blob };
    const image = { schemaVersion: 2, mediaType: MANIFEST, config, layers: [] };
    const text = JSON.stringify(image);
    const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
    await put("built", digest, image, MANIFEST);
    const entry = { mediaType: MANIFEST, digest, size: text.length };
    const attestation = { ...entry, platform: { os: "unknown", architecture: "unknown" } };
    const index = (manifests: object[]) => ({ schemaVersion: 2, mediaType: INDEX, manifests });
    await put(
      "built",
      "1",
      index([attestation, { ...entry, platform: { os: "linux", architecture: "amd64" } }]),
      INDEX,
    );
    await put("built", "untold", index([entry]), INDEX);
    await put("built", "nothing", index([attestation]), INDEX);
    const amd64 = { kind: "image", platforms: [{ os: "linux", architecture: "amd64" }] };
    expect(await readImage(at("built:1"))).toMatchObject(amd64);
    expect(await readImage(at("built:untold"))).toMatchObject(amd64);
    expect(await readImage(at("built:nothing"))).toEqual({
      kind: "artifact",
      what: "an index without an image in it",
    });
  });
});
