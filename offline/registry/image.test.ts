import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { extract } from "tar-stream";
import { describe, expect, it } from "vitest";
import { buildImage, type Content, type Image } from "./image";
import { type ImageDescription, parseImageList } from "./image-list";

const description: ImageDescription = {
  repository: "registry.example/app",
  tags: ["1.0.0"],
  platforms: ["linux/amd64"],
  user: "65532:65532",
  entrypoint: ["python", "-m", "app"],
  command: ["--port", "80"],
  ports: [80],
};

function parsed(content: Content | undefined) {
  return JSON.parse(content?.bytes.toString() ?? "null");
}

function configOf(image: Image, manifest = image.top) {
  const { digest } = parsed(manifest).config;
  return parsed(image.blobs.find((blob) => blob.digest === digest));
}

describe("buildImage", () => {
  it("gives the same digest on every machine", async () => {
    const { top } = await buildImage(description, "1.0.0");
    expect(top.digest).toBe(
      "sha256:56642466595888a7239cf110912332ca05312d68bcd900f4ae51e64a177051a1",
    );
  });

  it("names every content by its own digest and size", async () => {
    const anyDescription = fc.record({
      repository: fc.constantFrom("a.example/b", "c.example:5000/d/e"),
      tags: fc.array(fc.constantFrom("1", "2")),
      platforms: fc.uniqueArray(
        fc.constantFrom("linux/amd64", "linux/arm64", "linux/arm/v7", "windows/amd64"),
        { minLength: 1 },
      ),
      user: fc.constantFrom("", "0", "65532:65532", "nobody"),
      entrypoint: fc.array(fc.string(), { maxLength: 3 }),
      command: fc.array(fc.string(), { maxLength: 3 }),
      ports: fc.array(fc.integer({ min: 1, max: 65535 }), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(anyDescription, async (any) => {
        const { blobs, manifests, top } = await buildImage(any, "1");
        const contents = new Map([...blobs, ...manifests, top].map((one) => [one.digest, one]));
        for (const { digest, bytes } of contents.values()) {
          expect(digest).toBe(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
        }
        expect(manifests).toHaveLength(any.platforms.length);
        for (const manifest of manifests) {
          const { config, layers } = parsed(manifest);
          for (const { digest, size } of [config, ...layers]) {
            expect(contents.get(digest)?.bytes.length).toBe(size);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it("says how the image starts", async () => {
    const { config } = configOf(await buildImage(description, "1.0.0"));
    expect(config).toMatchObject({
      User: "65532:65532",
      Entrypoint: ["python", "-m", "app"],
      Cmd: ["--port", "80"],
      ExposedPorts: { "80/tcp": {} },
    });
  });

  it("has no entry point and no command where none is given", async () => {
    const image = await buildImage({ ...description, entrypoint: [], command: [] }, "1.0.0");
    expect(configOf(image).config).not.toHaveProperty("Entrypoint");
    expect(configOf(image).config).not.toHaveProperty("Cmd");
  });

  it("is an image of its own for each tag", async () => {
    const [one, other] = await Promise.all(
      ["1.0.0", "1.0.1"].map((tag) => buildImage(description, tag)),
    );
    expect(one?.top.digest).not.toBe(other?.top.digest);
  });

  it("is an index with a manifest for each of several platforms", async () => {
    const platforms = ["linux/amd64", "linux/arm/v7"];
    const image = await buildImage({ ...description, platforms }, "1.0.0");
    const index = parsed(image.top);
    expect(image.top.mediaType).toBe("application/vnd.oci.image.index.v1+json");
    expect(index.manifests.map(({ platform }: { platform: unknown }) => platform)).toEqual([
      { os: "linux", architecture: "amd64" },
      { os: "linux", architecture: "arm", variant: "v7" },
    ]);
    expect(image.manifests.map((manifest) => configOf(image, manifest).architecture)).toEqual([
      "amd64",
      "arm",
    ]);
  });

  it("has a layer that unpacks to what the configuration says", async () => {
    const image = await buildImage(description, "1.0.0");
    const [{ digest }] = parsed(image.top).layers;
    const layer = image.blobs.find((blob) => blob.digest === digest);
    const files = gunzipSync(layer?.bytes ?? "");
    expect(configOf(image).rootfs.diff_ids).toEqual([
      `sha256:${createHash("sha256").update(files).digest("hex")}`,
    ]);
    const names: string[] = [];
    for await (const entry of Readable.from([files]).pipe(extract())) {
      names.push(entry.header.name);
      entry.resume();
    }
    expect(names).toEqual(["app/", "app/STAND-IN"]);
  });
});

describe("parseImageList", () => {
  it("fills in what an image need not say", () => {
    const text = "images: [{ repository: a.example/b, tags: ['1.0'] }]";
    expect(parseImageList(text, "f")).toEqual([
      {
        repository: "a.example/b",
        tags: ["1.0"],
        platforms: ["linux/amd64"],
        user: "",
        entrypoint: [],
        command: [],
        ports: [],
      },
    ]);
  });

  it("refuses a list with every problem, by its path", () => {
    const text = `
images:
  - { repository: "A.example/b:1", tags: [] }
  - { repository: a.example/b, tags: ["-1", 1.0], platforms: [linux], ports: [0], extra: 1 }
`;
    const error = (() => {
      try {
        return parseImageList(text, "images.yaml");
      } catch (thrown) {
        return thrown as Error;
      }
    })();
    expect((error as Error).message.split("\n").map((line) => line.split(":")[0])).toEqual([
      '"images.yaml" does not say which images exist',
      "  images.0.repository",
      "  images.0.tags",
      "  images.1.tags.0",
      "  images.1.tags.1",
      "  images.1.platforms.0",
      "  images.1.ports.0",
      "  images.1",
    ]);
  });

  it("refuses what is not YAML", () => {
    expect(() => parseImageList("images: [", "images.yaml")).toThrow(
      /^"images\.yaml" is not YAML: /,
    );
  });
});
