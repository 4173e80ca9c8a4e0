import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import struct from "google-protobuf/google/protobuf/struct_pb";
import { afterEach, describe, expect, it } from "vitest";
import { analyzeResource, analyzeStack, remedy } from "../testing/run-policies";
import { definePolicy } from "./define-policy";
import { listenToEngine, sentStack } from "./engine-requests";
import { ExemptionRegister } from "./exemption-register";
import type { PackRuntime, PolicyResource, SdkPolicy, StackResource } from "./policy";
import { noReport, ReportFile } from "./result-report";

const seen: { resources: PolicyResource[]; stacks: (readonly StackResource[])[] } = {
  resources: [],
  stacks: [],
};
const runtime = (): PackRuntime => ({ exemptions: new ExemptionRegister(), report: noReport });

function watching(id: string, ofRun: PackRuntime): SdkPolicy {
  return definePolicy({
    id,
    displayName: "Watches",
    description: "Sees.",
    severity: "low",
    remediation: "None.",
    incidents: [],
    appliesTo: () => true,
    resource: (resource) => {
      seen.resources.push(resource);
      return [];
    },
    stack: (resources) => {
      seen.stacks.push(resources);
      return [];
    },
  }).forPack("mandatory", ofRun);
}

afterEach(() => {
  seen.resources.length = 0;
  seen.stacks.length = 0;
});

const network = { type: "gcp:compute/network:Network", name: "main", props: { name: "main" } };

describe("what the engine sends", () => {
  it("is one object for all policies of a run", async () => {
    const run = runtime();
    const policies = [watching("one", run), watching("two", run)];
    await analyzeResource(policies, network);
    await analyzeStack(policies, [network]);
    expect(seen.resources).toHaveLength(2);
    expect(seen.resources[0]).toBe(seen.resources[1]);
    expect(seen.stacks[0]).toBe(seen.stacks[1]);
    expect(seen.stacks[0]?.[0]?.inputs).toBe(seen.resources[0]?.props);
  });

  it("is read anew when the engine asks about a resource again", async () => {
    const policies = [watching("one", runtime())];
    await analyzeResource(policies, network);
    await analyzeResource(policies, { ...network, props: { name: "other" } });
    expect(seen.resources.map(({ props }) => props.name)).toEqual(["main", "other"]);
  });

  it("is forgotten when another run begins", async () => {
    const policies = [watching("one", runtime())];
    await analyzeResource(policies, network);
    await analyzeStack(policies, [network]);
    const others = [watching("one", runtime())];
    expect(sentStack()).toBeUndefined();
    await analyzeStack(others, [network]);
    expect(seen.stacks[1]?.[0]?.inputs).toBeUndefined();
  });

  it("keeps provider, parent, dependencies and options as the SDK tells them", () => {
    listenToEngine({});
    const urn = (name: string) => `urn:pulumi:staging::shop::a:b:C::${name}`;
    const [parent, child] = [new analyzer.AnalyzerResource(), new analyzer.AnalyzerResource()];
    parent.setUrn(urn("parent"));
    child.setUrn(urn("child"));
    child.setParent(urn("parent"));
    child.setDependenciesList([urn("parent"), urn("elsewhere")]);
    const from = new analyzer.AnalyzerPropertyDependencies();
    from.setUrnsList([urn("elsewhere"), urn("parent")]);
    child.getPropertydependenciesMap().set("name", from);
    const options = new analyzer.AnalyzerResourceOptions();
    options.setProtect(true);
    options.setIgnorechangesList(["spec.replicas"]);
    child.setOptions(options);
    const provider = new analyzer.AnalyzerProviderResource();
    provider.setUrn(urn("provider"));
    provider.setProperties(struct.Struct.fromJavaScript({ namespace: "shop" }));
    child.setProvider(provider);
    const request = new analyzer.AnalyzeStackRequest();
    request.setResourcesList([parent, child]);
    AnalyzerService.analyzeStack.requestDeserialize(Buffer.from(request.serializeBinary()));
    const [first, second] = sentStack() ?? [];
    expect(first).toMatchObject({ urn: urn("parent"), parent: undefined, dependencies: [] });
    expect(second).toMatchObject({
      parent: urn("parent"),
      dependencies: [urn("parent")],
      provider: { urn: urn("provider"), props: { namespace: "shop" } },
      opts: { protect: true, ignoreChanges: ["spec.replicas"] },
    });
    expect(second?.propertyDependencies).toEqual(new Map([["name", [urn("parent")]]]));
  });
});

describe("a resource that the engine sends to be remedied", () => {
  it("is not read, and stays as it is", async () => {
    const policies = [watching("one", runtime())];
    const request = new analyzer.AnalyzeRequest();
    request.setUrn("urn:pulumi:staging::shop::a:b:C::main");
    request.setProperties(struct.Struct.fromJavaScript({ name: "main" }));
    const received = AnalyzerService.remediate.requestDeserialize(
      Buffer.from(request.serializeBinary()),
    );
    expect(received.getUrn()).toBe("");
    expect(await remedy(policies, received)).toEqual([]);
    expect(seen.resources).toEqual([]);
  });
});

describe("the results of an answer", () => {
  it("are in the file before the engine gets the answer", () => {
    const folder = mkdtempSync(join(tmpdir(), "holdfast-report-"));
    try {
      const file = join(folder, "report");
      listenToEngine({});
      AnalyzerService.analyze.requestDeserialize(
        Buffer.from(new analyzer.AnalyzeRequest().serializeBinary()),
      );
      const report = new ReportFile(file);
      for (const urn of ["a", "b", "c"]) {
        report.add({
          urn,
          type: "t",
          policy: "p",
          level: "mandatory",
          result: "passed",
          findings: [],
        });
      }
      AnalyzerService.analyze.responseSerialize(new analyzer.AnalyzeResponse());
      expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(3);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
