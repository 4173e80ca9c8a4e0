import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import type { ImageRegistry } from "../registry/lookup";
import { checkWorkload, checkWorkloads, ownImages, type VersionedWorkload } from "./check";

const silent: ImageRegistry = {
  lookup: async () => ({ kind: "unavailable", reason: "nobody answers", action: "Try again." }),
};

function workload(
  name: string,
  image: string,
  given: Partial<VersionedWorkload> = {},
): VersionedWorkload {
  return {
    subject: `Deployment "${name}"`,
    urn: name,
    images: ownImages([{ path: "image", image }], []),
    place: "shop",
    application: undefined,
    track: "",
    ...given,
  };
}

async function messages(...workloads: VersionedWorkload[]): Promise<string[]> {
  const findings = await checkWorkloads(workloads, silent);
  return findings.map(({ subject, finding }) => `${finding.kind}: ${subject} ${finding.message}`);
}

describe("A3: two versions of one application", () => {
  it("fail with both and who names them", async () => {
    expect(await messages(workload("api", "app:2.0.0"), workload("old", "app:1.0.0"))).toEqual([
      'violation: Deployment "old" names "app:1.0.0", but Deployment "api" of the same application names "app:2.0.0". Let all containers of one application name one version of an image.',
    ]);
  });

  it("fail where most name another, wherever they stand", async () => {
    const names = await messages(
      workload("old", "app:1.0.0"),
      workload("api", "app:2.0.0"),
      workload("worker", "app:2.0.0"),
      workload("older", "app:0.9.0"),
    );
    expect(names.map((name) => /"(\w+)" names "app:([\d.]+)"/.exec(name)?.slice(1))).toEqual([
      ["old", "1.0.0"],
      ["older", "0.9.0"],
    ]);
  });

  it("fail where one of them has no label that tells its application", async () => {
    const api = workload("api", "app:2.0.0", { application: "shop" });
    expect(await messages(api, workload("migrate", "app:1.0.0"))).toHaveLength(1);
  });

  it("fail within one workload, by the places of both", async () => {
    const images = ownImages(
      [
        { path: "initContainers[0].image", image: "app:1.0.0" },
        { path: "containers[0].image", image: "app:2.0.0" },
      ],
      [],
    );
    expect(await checkWorkload(images, silent)).toEqual([
      {
        kind: "violation",
        path: "containers[0].image",
        message:
          'names "app:2.0.0", but "initContainers[0].image" names "app:1.0.0". Let all containers of one application name one version of an image.',
      },
    ]);
  });

  it("pass in two places, applications or tracks", async () => {
    const shop = { application: "shop" };
    for (const [left, right] of [
      [{}, { place: "preview" }],
      [shop, { application: "blog" }],
      [{}, { track: "track=canary" }],
    ]) {
      expect(await messages(workload("a", "app:1", left), workload("b", "app:2", right))).toEqual(
        [],
      );
    }
  });

  it("pass when the images are of two repositories, or of one version", async () => {
    expect(await messages(workload("a", "app:1"), workload("b", "web:2"))).toEqual([]);
    expect(await messages(workload("a", "app"), workload("b", "app:latest"))).toEqual([]);
  });
});

describe("parts of one version in one repository", () => {
  it.each([
    ["shop:api-1.4.0", "shop:worker-1.4.0"],
    ["shop:web-3f2a1bc", "shop:api-3f2a1bc"],
    ["shop:1.4.0-fpm", "shop:1.4.0-cli"],
    [`shop:api-1.4.0@sha256:${"1".repeat(64)}`, `shop:worker-1.4.0@sha256:${"2".repeat(64)}`],
  ])("pass as %s and %s", async (left, right) => {
    expect(await messages(workload("a", left), workload("b", right))).toEqual([]);
  });

  it.each([
    ["shop:api-1.4.0", "shop:worker-1.5.0"],
    ["shop:main-3f2a1bc", "shop:main-4f2a1bc"],
    ["shop:1.4.0-rc", "shop:1.4.0-beta"],
    ["shop:1.4.0", "shop:1.4.0-rc"],
    ["shop:1.4.0-rc", "shop:1.4.0-fpm"],
    ["shop:blue-sky", "shop:red-sky"],
    [`shop:api-1@sha256:${"1".repeat(64)}`, `shop:api-1@sha256:${"2".repeat(64)}`],
  ])("are not %s and %s", async (left, right) => {
    expect(await messages(workload("a", left), workload("b", right))).toHaveLength(1);
  });
});

describe("two versions of what may not be one application", () => {
  it("are not evaluated, whatever it is that is not known", async () => {
    const later = new Unknown("is known only after deployment");
    for (const unknown of [{ place: later }, { application: later }, { track: later }]) {
      expect(await messages(workload("a", "app:1"), workload("b", "app:2", unknown))).toEqual([
        'undetermined: Deployment "b" names "app:2", and Deployment "a" "app:1", but whether both are of one application could not be verified: what tells it is known only after deployment. Give it as a literal.',
      ]);
    }
  });

  it("are not evaluated when the registry does not answer for a digest", async () => {
    const digest = `sha256:${"1".repeat(64)}`;
    const [message] = await messages(workload("a", "app:1"), workload("b", `app@${digest}`));
    expect(message).toBe(
      `undetermined: Deployment "b" names "app@${digest}", and Deployment "a" of the same application names "app:1"; whether both are one version could not be verified: nobody answers. Write both in the same way.`,
    );
  });
});

describe("an image of its own version", () => {
  it.each([
    "postgres:15",
    "mirror.example.com/any/redis:7",
    "registry.k8s.io/coredns/coredns:1",
    "docker.io/grafana/anything:1",
    "shop/tool:1",
    "vendor/agent-one:1",
  ])("is %s", (image) => {
    expect(ownImages([{ path: "image", image }], ["tool", "docker.io/vendor/*"])).toEqual([]);
  });

  it.each(["postgres-backup:15", "shop/vendor-tool:1", "aia-agent-executor:2.0.0", "vendors/a:1"])(
    "is not %s",
    (image) => {
      const own = ownImages([{ path: "image", image }], ["tool", "docker.io/vendor/*"]);
      expect(own).toHaveLength(1);
    },
  );
});
