import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import type { Reading } from "../registry/reading";
import { imageWith, registryOf } from "../testing/image-registry";
import { checkPlatform } from "./check";

const ARM = { os: "linux", architecture: "arm64" };
const AMD = { os: "linux", architecture: "amd64" };
const cloudRun = { platforms: [AMD], selectable: false, because: "which is what Cloud Run runs" };
const both = {
  platforms: [AMD, ARM],
  selectable: true,
  because: 'which "kubernetes.io/arch" asks for',
};
const registry = registryOf({ images: {} });

const check = (reading: Reading, nodes: Parameters<typeof checkPlatform>[2] = cloudRun) =>
  checkPlatform("image", { shown: '"api:1"', reading }, nodes, registry);

describe("P1, A16: an image for other platforms", () => {
  it("fails with both platforms and the way to build it", () => {
    expect(check(imageWith({}, ["linux/arm64"]))).toEqual([
      {
        kind: "violation",
        path: "image",
        message:
          'names "api:1", which is for "linux/arm64", but not for "linux/amd64", which is what Cloud Run runs. Build it for that platform too, as "docker buildx build --platform linux/amd64" does.',
      },
    ]);
  });

  it("fails with the other way out where nodes can be chosen", () => {
    expect(check(imageWith({}, ["linux/amd64"]), both)).toEqual([
      {
        kind: "violation",
        path: "image",
        message:
          'names "api:1", which is for "linux/amd64", but not for "linux/arm64", which "kubernetes.io/arch" asks for. Build it for that platform too, as "docker buildx build --platform linux/arm64" does, or ask for nodes that fit with the node selector "kubernetes.io/arch: amd64".',
      },
    ]);
  });

  it("fails with a few of its many platforms", () => {
    const many = ["386", "arm", "arm64", "ppc64le", "riscv64", "s390x", "mips64le"];
    const [finding] = check(
      imageWith(
        {},
        many.map((architecture) => `linux/${architecture}`),
      ),
    );
    expect(finding?.message).toContain('"linux/riscv64" and 2 more');
  });

  it("passes where each platform is there, whatever its generation", () => {
    expect(check(imageWith({}, ["windows/amd64", "linux/arm64", "linux/amd64"]), both)).toEqual([]);
    const image = imageWith();
    const newer = { ...image, platforms: [{ ...AMD, variant: "v2" }] };
    expect(check(newer)).toEqual([]);
  });
});

describe("an image whose platform cannot be compared", () => {
  it.each<[string, Reading, Parameters<typeof checkPlatform>[2], string]>([
    [
      "because it does not say it",
      { ...imageWith(), platforms: [undefined] },
      cloudRun,
      "does not say for which platform it is",
    ],
    [
      "because the nodes are not known",
      imageWith(),
      new Unknown("nodeSelector is known only after deployment"),
      "nodeSelector is known only after deployment",
    ],
    [
      "because the machines are not known",
      imageWith({}, ["linux/arm64"]),
      { ...cloudRun, selectable: true, uncertain: "the machines are not known here" },
      "may not fit: the machines are not known here",
    ],
    ["because it is none", { kind: "artifact", what: "a Helm chart" }, cloudRun, "a Helm chart"],
  ])("is not evaluated %s", (_, reading, nodes, text) => {
    expect(check(reading, nodes)).toEqual([
      { kind: "undetermined", path: "image", message: expect.stringContaining(text) },
    ]);
  });
});
