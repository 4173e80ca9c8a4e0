import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ExemptionRegister } from "../../policies/framework/exemption-register";
import { imageExists } from "../../policies/image-exists/policy";
import type { CaseResource } from "../../policies/testing/policy-case";
import { analyzeResource, withOptions } from "../../policies/testing/run-policies";
import { describeImage, Registries } from "./real-registry";
import { answerManifest, closeServers, serve } from "./test-server";

const registries = new Registries();
let mirror: string;

beforeAll(async () => {
  const registry = await registries.start([
    describeImage({ repository: "registry.example.com/executor", tags: ["1.0.0"] }),
  ]);
  mirror = registry.url;
});

afterAll(() => Promise.all([closeServers(), registries.close()]));

function deployment(name: string, ...images: readonly string[]): CaseResource {
  const containers = images.map((image, number) => ({ name: `container-${number}`, image }));
  return {
    type: "kubernetes:apps/v1:Deployment",
    name,
    props: { metadata: { name }, spec: { template: { spec: { containers } } } },
  };
}

/** What the engine is told of a resource: level and message of each finding. */
async function judged(resource: CaseResource, options: object): Promise<string[]> {
  const runtime = { exemptions: new ExemptionRegister(), report: { add: () => {} } };
  const policy = withOptions(imageExists.forPack("mandatory", runtime), options);
  const { diagnostics } = await analyzeResource([policy], resource);
  return diagnostics.map(({ level, message }) => `${level}: ${message}`);
}

describe("image-exists with a real registry", () => {
  it("passes an image that exists", async () => {
    const resource = deployment("executor", "registry.example.com/executor:1.0.0");
    expect(await judged(resource, { mirrors: { "*": mirror } })).toEqual([]);
  });

  it("A1, P1: refuses a tag that does not, and names the one that does", async () => {
    const resource = deployment("executor", "registry.example.com/executor:2.0.0");
    expect(await judged(resource, { mirrors: { "*": mirror } })).toEqual([
      expect.stringMatching(
        /^mandatory: .*"executor".*spec\.template\.spec\.containers\[0\]\.image names "registry\.example\.com\/executor:2\.0\.0", whose tag "2\.0\.0" does not exist: the registry has "1\.0\.0"\./,
      ),
    ]);
  });

  it("refuses an image when the registry has stopped, unless it is set to warn", async () => {
    const stopped = await registries.start();
    await stopped.stop();
    const resource = deployment("executor", "registry.example.com/executor:1.0.0");
    const mirrors = { "*": stopped.url };
    expect(await judged(resource, { mirrors })).toEqual([
      expect.stringMatching(/^mandatory: .*could not be verified: the connection to/),
    ]);
    expect(await judged(resource, { mirrors, unavailable: "warn" })).toEqual([
      expect.stringMatching(/^advisory: .*could not be verified: the connection to/),
    ]);
  });

  it("asks once for an image that several workloads and runs of the policy name", async () => {
    const server = await serve(answerManifest);
    const options = { mirrors: { "*": server.url } };
    const image = "registry.example.com/shared:1.0.0";
    await Promise.all(
      ["a", "b", "c"].map((name) => judged(deployment(name, image, image), options)),
    );
    await judged(deployment("d", image), { ...options, unavailable: "warn" });
    expect(server.seen).toHaveLength(1);
  });

  it("asks for all images of a workload side by side", async () => {
    const server = await serve((request, response) => {
      setTimeout(() => answerManifest(request, response), 50);
    });
    const images = Array.from({ length: 5 }, (_, n) => `registry.example.com/app-${n}:1.0.0`);
    await judged(deployment("many", ...images), { mirrors: { "*": server.url } });
    expect(server.mostAtOnce).toBe(5);
  });
});
