import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSchema1, readConfiguration, readManifest } from "./image-manifest";

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const INDEX = "application/vnd.oci.image.index.v1+json";
const CONFIGURATION = "application/vnd.oci.image.config.v1+json";
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

describe("a manifest", () => {
  it.each([
    [CONFIGURATION],
    ["application/vnd.docker.container.image.v1+json"],
    ["application/octet-stream"],
  ])("is that of an image by its configuration, which is of the type %s", (mediaType) => {
    const manifest = bytes({ config: { mediaType, digest: "sha256:1" } });
    expect(readManifest(manifest, MANIFEST)).toEqual({ kind: "image", configuration: "sha256:1" });
  });

  it.each([
    ["application/vnd.cncf.helm.config.v1+json", "a Helm chart"],
    ["application/vnd.example.model", 'an artifact of the type "application/vnd.example.model"'],
    ["\u001b[31mred", "an artifact of a type that it does not tell"],
    [undefined, "an artifact of a type that it does not tell"],
  ])("is that of something else, whose configuration is of the type %s", (mediaType, what) => {
    const manifest = bytes({ config: { mediaType, digest: "sha256:1" } });
    expect(readManifest(manifest, MANIFEST)).toEqual({ kind: "artifact", what });
  });

  it("is told by the type of its artifact where there is one", () => {
    const empty = { mediaType: "application/vnd.oci.empty.v1+json", digest: "sha256:1" };
    const artifactType = "application/vnd.in-toto+json";
    expect(readManifest(bytes({ artifactType, config: empty }), MANIFEST)).toEqual({
      kind: "artifact",
      what: "an attestation",
    });
  });

  it("is an index of images by platform, without attestations", () => {
    const manifests = [
      { digest: "sha256:1", platform: { os: "linux", architecture: "arm64", variant: "v8" } },
      { digest: "sha256:2", platform: { os: "unknown", architecture: "unknown" } },
      {
        digest: "sha256:3",
        platform: { os: "linux", architecture: "amd64" },
        annotations: { "vnd.docker.reference.type": "attestation-manifest" },
      },
      { digest: "sha256:4" },
      { platform: { os: "linux", architecture: "amd64" } },
    ];
    const index = {
      kind: "index",
      entries: [
        { digest: "sha256:1", platform: { os: "linux", architecture: "arm64", variant: "v8" } },
        { digest: "sha256:4" },
      ],
    };
    expect(readManifest(bytes({ manifests }), INDEX)).toEqual(index);
    expect(readManifest(bytes({ manifests }), "")).toEqual(index);
    expect(readManifest(bytes({ mediaType: INDEX, manifests }), MANIFEST)).toEqual(index);
  });

  it("of Docker's first format is told by its type", () => {
    expect(isSchema1("application/vnd.docker.distribution.manifest.v1+prettyjws")).toBe(true);
    expect(isSchema1("application/vnd.docker.distribution.manifest.v2+json")).toBe(false);
  });
});

describe("the configuration of an image", () => {
  it("leaves out what is not said", () => {
    expect(readConfiguration(bytes({ rootfs: {} }))).toEqual({
      entrypoint: [],
      command: [],
      user: "",
      ports: [],
      environment: new Map(),
    });
  });

  it("has the TCP ports alone, and variables with whatever is in their values", () => {
    const config = {
      ExposedPorts: { "80/tcp": {}, "53/udp": {}, "8080": {}, "9000-9010/tcp": {} },
      Env: ["A=b=c", "EMPTY="],
    };
    const read = readConfiguration(bytes({ config }));
    expect(read?.ports).toEqual([8080, 80]);
    expect([...(read?.environment ?? [])]).toEqual([
      ["A", "b=c"],
      ["EMPTY", ""],
    ]);
  });

  it("takes the operating system for Linux where only the architecture is said", () => {
    expect(readConfiguration(bytes({ architecture: "amd64" }))?.platform).toEqual({
      os: "linux",
      architecture: "amd64",
    });
  });

  it("is not read from anything else", () => {
    expect(readConfiguration(bytes({ name: "chart" }))).toBeUndefined();
    expect(readConfiguration(Buffer.from("<html>"))).toBeUndefined();
  });
});

describe("any answer", () => {
  it("is read without an error", () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (text, mediaType) => {
        readManifest(Buffer.from(text), mediaType);
        readConfiguration(Buffer.from(text));
      }),
    );
  });
});
