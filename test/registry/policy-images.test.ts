import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ExemptionRegister } from "../../policies/framework/exemption-register";
import { imageExists } from "../../policies/image-exists/policy";
import { imageFitsPlatform } from "../../policies/image-fits-platform/policy";
import { imageRunsAsDeclared } from "../../policies/image-runs-as-declared/policy";
import { imageStartsSomething } from "../../policies/image-starts-something/policy";
import type { CaseResource } from "../../policies/testing/policy-case";
import { analyzeResource, withOptions } from "../../policies/testing/run-policies";
import { describeImage, Registries } from "./real-registry";
import { closeServers, serve } from "./test-server";

const registries = new Registries();
let mirror: string;

beforeAll(async () => {
  const app = { entrypoint: ["/server"], user: "65532:65532" };
  const registry = await registries.start([
    describeImage({
      repository: "docker.io/library/python",
      tags: ["3.11-slim"],
      platforms: ["linux/amd64", "linux/arm64"],
      command: ["python3"],
    }),
    describeImage({ ...app, repository: "registry.example.com/api", tags: ["1.0.0"] }),
    describeImage({
      ...app,
      repository: "registry.example.com/multi",
      tags: ["1.0.0"],
      platforms: ["linux/amd64", "linux/arm64"],
    }),
    describeImage({
      ...app,
      repository: "registry.example.com/arm",
      tags: ["1.0.0"],
      platforms: ["linux/arm64"],
    }),
    describeImage({ ...app, repository: "registry.example.com/root", tags: ["1.0.0"], user: "" }),
    describeImage({
      ...app,
      repository: "registry.example.com/named",
      tags: ["1.0.0"],
      user: "app",
    }),
  ]);
  mirror = registry.url;
});

afterAll(() => Promise.all([closeServers(), registries.close()]));

function deployment(container: object, pod: object = {}): CaseResource {
  return {
    type: "kubernetes:apps/v1:Deployment",
    name: "api",
    props: {
      metadata: { name: "api" },
      spec: { template: { spec: { ...pod, containers: [{ name: "api", ...container }] } } },
    },
  };
}

function cloudRun(image: string): CaseResource {
  return {
    type: "gcp:cloudrunv2/service:Service",
    name: "api",
    props: { name: "api", template: { containers: [{ image }] } },
  };
}

const digestOf = (name: string) =>
  registries.crane(["digest", `${new URL(mirror).host}/registry.example.com/${name}`]);

/** What the engine is told of a resource by all policies that ask registries. */
async function judged(resource: CaseResource, options: object = {}): Promise<string[]> {
  const runtime = { exemptions: new ExemptionRegister(), report: { add: () => {} } };
  const asking = { mirrors: { "*": mirror }, ...options };
  const { diagnostics } = await analyzeResource(
    [
      withOptions(imageExists.forPack("mandatory", runtime), asking),
      ...[imageFitsPlatform, imageStartsSomething, imageRunsAsDeclared].map((policy) =>
        policy.forPack("mandatory", runtime),
      ),
    ],
    resource,
  );
  return diagnostics.map(({ policy, level, message }) => `${policy} ${level}: ${message}`);
}

const promised = { securityContext: { runAsNonRoot: true } };

describe("the policies that read images, with a real registry", () => {
  it("pass what can run", async () => {
    for (const name of ["api", "multi"]) {
      const image = `registry.example.com/${name}:1.0.0`;
      expect(await judged(cloudRun(image))).toEqual([]);
      expect(await judged(deployment({ image }, promised))).toEqual([]);
    }
    const arm = { ...promised, nodeSelector: { "kubernetes.io/arch": "arm64" } };
    for (const name of ["arm", "multi"]) {
      const image = `registry.example.com/${name}:1.0.0`;
      expect(await judged(deployment({ image }, arm))).toEqual([]);
    }
  });

  it("A2: refuse a base image that nobody gives a program", async () => {
    expect(await judged(deployment({ image: "python:3.11-slim" }))).toEqual([
      expect.stringMatching(
        /^image-starts-something mandatory: .*spec\.template\.spec\.containers\[0\]\.image names "python:3\.11-slim", which starts "python3" without a program for it to run and ends at once\./,
      ),
    ]);
    const command = ["python", "-m", "app"];
    expect(await judged(deployment({ image: "python:3.11-slim", command }))).toEqual([]);
  });

  it("P1: refuse an image for another platform, on Cloud Run and on Kubernetes", async () => {
    const image = "registry.example.com/arm:1.0.0";
    const refusal = expect.stringMatching(
      /^image-fits-platform mandatory: .* is for "linux\/arm64", but not for "linux\/amd64", which is what /,
    );
    expect(await judged(cloudRun(image))).toEqual([refusal]);
    expect(await judged(deployment({ image }))).toEqual([refusal]);
    const arm = { nodeSelector: { "kubernetes.io/arch": "arm64" } };
    expect(await judged(deployment({ image: "registry.example.com/api:1.0.0" }, arm))).toEqual([
      expect.stringContaining('is for "linux/amd64", but not for "linux/arm64"'),
    ]);
  });

  it("A17: refuse an image as root or with a named user where another user is promised", async () => {
    expect(
      await judged(deployment({ image: "registry.example.com/root:1.0.0" }, promised)),
    ).toEqual([
      expect.stringMatching(
        /^image-runs-as-declared mandatory: .*names no user and so runs as root/,
      ),
    ]);
    expect(
      await judged(deployment({ image: "registry.example.com/named:1.0.0" }, promised)),
    ).toEqual([expect.stringMatching(/^image-runs-as-declared mandatory: .*as the user "app"/)]);
    const numbered = { securityContext: { runAsNonRoot: true, runAsUser: 1000 } };
    expect(
      await judged(deployment({ image: "registry.example.com/named:1.0.0" }, numbered)),
    ).toEqual([]);
  });

  it("find every fault of one workload in one run", async () => {
    const faults = await judged(
      deployment(
        { image: "python:3.11-slim" },
        { ...promised, nodeSelector: { "kubernetes.io/arch": "s390x" } },
      ),
    );
    expect(faults.map((fault) => fault.split(" ")[0])).toEqual([
      "image-fits-platform",
      "image-starts-something",
      "image-runs-as-declared",
    ]);
  });

  it("leave it to image-exists to refuse what is missing or not answered for", async () => {
    const missing = await judged(deployment({ image: "registry.example.com/api:2.0.0" }, promised));
    expect(missing.map((fault) => fault.split(": ")[0])).toEqual([
      "image-exists mandatory",
      "image-fits-platform advisory",
      "image-starts-something advisory",
      "image-runs-as-declared advisory",
    ]);
    const stopped = await registries.start();
    await stopped.stop();
    const mirrors = { "*": stopped.url };
    const silent = await judged(cloudRun("registry.example.com/api:1.0.0"), { mirrors });
    expect(silent.map((fault) => fault.split(": ")[0])).toEqual([
      "image-exists mandatory",
      "image-fits-platform advisory",
      "image-starts-something advisory",
    ]);
  });

  it("ask for each part of an image once, all together, for the nodes that the program has", async () => {
    const seen: string[] = [];
    const counting = await serve(async (request, response) => {
      seen.push(`${request.method} ${request.path}`);
      const answer = await fetch(`${mirror}${request.path}`, {
        method: request.method,
        headers: {
          accept:
            "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json",
        },
      });
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    const options = { mirrors: { "*": counting.url } };
    const image = "registry.example.com/multi:1.0.0";
    await Promise.all([1, 2, 3].map(() => judged(deployment({ image }, promised), options)));
    await judged(cloudRun(image), options);
    expect(new Set(seen).size).toBe(seen.length);
    // The index by its tag, the manifest of one platform, and its configuration.
    expect(seen).toHaveLength(3);
    const other = `registry.example.com/multi:1.0.0@${await digestOf("multi:1.0.0")}`;
    await judged({
      type: "gcp:container/nodePool:NodePool",
      name: "arm",
      props: { name: "arm", nodeConfig: { machineType: "c4a-standard-4" } },
    });
    seen.length = 0;
    await judged(deployment({ image: other }, promised), options);
    // The digest and the tag, then the manifest and the configuration for Arm.
    expect(seen).toHaveLength(4);
  });
});
