import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import struct from "google-protobuf/google/protobuf/struct_pb";
import { afterEach, describe, expect, it } from "vitest";
import { UNKNOWN } from "../testing/policy-case";
import {
  analyzeResource,
  analyzeStack,
  askAboutResource,
  askAboutStack,
  resourceRequest,
  stackRequest,
} from "../testing/run-policies";
import { definePolicy } from "./define-policy";
import { listenToEngine, sentStack } from "./engine-requests";
import { ExemptionRegister } from "./exemption-register";
import type {
  PackRuntime,
  PolicyDefinition,
  PolicyResource,
  SdkPolicy,
  StackResource,
} from "./policy";
import { noReport, ReportFile } from "./result-report";

const seen: { resources: PolicyResource[]; stacks: (readonly StackResource[])[] } = {
  resources: [],
  stacks: [],
};
const runtime = (): PackRuntime => ({ exemptions: new ExemptionRegister(), report: noReport });

function watching(
  id: string,
  ofRun: PackRuntime,
  does: Partial<PolicyDefinition<Record<never, never>>> = {},
): SdkPolicy {
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
    ...does,
  }).forPack("mandatory", ofRun);
}

afterEach(() => {
  seen.resources.length = 0;
  seen.stacks.length = 0;
});

/** A resource of a stack with what it reads only when it is asked. */
const copyOf = (resource: StackResource): StackResource => ({ ...resource });

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

  it("keeps provider, parent, dependencies and options as the SDK tells them", async () => {
    listenToEngine({});
    const urn = (name: string) => `urn:pulumi:staging::shop::a:b:C::${name}`;
    const [parent, child] = [new analyzer.AnalyzerResource(), new analyzer.AnalyzerResource()];
    for (const [resource, name] of [
      [parent, "parent"],
      [child, "child"],
    ] as const) {
      resource.setUrn(urn(name));
      resource.setType("a:b:C");
      resource.setName(name);
      resource.setProperties(struct.Struct.fromJavaScript({ name }));
      resource.setOptions(new analyzer.AnalyzerResourceOptions());
    }
    child.setParent(urn("parent"));
    child.setDependenciesList([urn("parent"), urn("elsewhere")]);
    const from = new analyzer.AnalyzerPropertyDependencies();
    from.setUrnsList([urn("elsewhere"), urn("parent")]);
    child.getPropertydependenciesMap().set("name", from);
    const options = new analyzer.AnalyzerResourceOptions();
    options.setProtect(true);
    options.setIgnorechangesList(["spec.replicas"]);
    options.setAliasesList([urn("former")]);
    options.setAdditionalsecretoutputsList(["password"]);
    options.setDeletebeforereplace(true);
    options.setDeletebeforereplacedefined(true);
    options.setParent(urn("parent"));
    const timeouts = new analyzer.AnalyzerResourceOptions.CustomTimeouts();
    timeouts.setCreate(60);
    timeouts.setUpdate(120);
    timeouts.setDelete(180);
    options.setCustomtimeouts(timeouts);
    child.setOptions(options);
    const provider = new analyzer.AnalyzerProviderResource();
    provider.setType("pulumi:providers:a");
    provider.setName("provider");
    provider.setUrn(urn("provider"));
    provider.setProperties(struct.Struct.fromJavaScript({ namespace: "shop" }));
    child.setProvider(provider);
    const request = new analyzer.AnalyzeStackRequest();
    request.setResourcesList([parent, child]);
    AnalyzerService.analyzeStack.requestDeserialize(Buffer.from(request.serializeBinary()));
    const heard = sentStack();
    const [first, second] = heard ?? [];
    expect(first).toMatchObject({ urn: urn("parent"), parent: undefined, dependencies: [] });
    expect(second).toMatchObject({
      parent: urn("parent"),
      dependencies: [urn("parent")],
      provider: { urn: urn("provider"), props: { namespace: "shop" } },
      opts: { protect: true, ignoreChanges: ["spec.replicas"] },
    });
    expect(second?.propertyDependencies).toEqual(new Map([["name", [urn("parent")]]]));
    await askAboutStack([watching("one", runtime())], request);
    expect(seen.stacks).toEqual([heard]);
  });

  it("reaches policies as well where the SDK has another copy of the protocol, so that nobody listens", async () => {
    const pod = {
      type: "kubernetes:core/v1:Pod",
      name: "web",
      props: { spec: { image: UNKNOWN, node: "n1" } },
      outputs: { spec: { image: "web:1", node: "n1" }, id: UNKNOWN },
      propertyDependencies: { spec: ["main"] },
    };
    const resources = [network, pod] as const;
    for (const of of [
      {},
      { resource: undefined, appliesTo: (type: string) => type === pod.type },
    ]) {
      const shown = async (ask: (policies: SdkPolicy[]) => Promise<unknown>) => {
        await ask([watching("one", runtime(), of)]);
        return { resources: seen.resources.splice(0), stack: seen.stacks.pop()?.map(copyOf) };
      };
      const heard = await shown(async (policies) => {
        for (const resource of resources) await analyzeResource(policies, resource);
        await analyzeStack(policies, resources);
      });
      const unheard = await shown(async (policies) => {
        for (const each of resources) await askAboutResource(policies, resourceRequest(each));
        await askAboutStack(policies, stackRequest(resources));
      });
      expect(heard.stack?.[1]).toMatchObject({ inputs: pod.props, props: pod.outputs });
      expect(unheard).toEqual(heard);
    }
  });

  it("has at hand the inputs of every type that one of the policies of the run judges", async () => {
    const run = runtime();
    const policies = [
      watching("any", run, { appliesTo: undefined }),
      watching("one", run, { appliesTo: (type) => type === network.type }),
      watching("two", run, { appliesTo: () => false }),
    ];
    await analyzeResource(policies, network);
    await analyzeStack(policies, [network]);
    const inputs = seen.stacks.map(([first]) => first?.inputs);
    expect(inputs).toEqual([network.props, network.props, network.props]);
  });
});

describe("a resource that the engine sends to be remedied", () => {
  it("finds no method, so that nothing is read", () => {
    listenToEngine({});
    expect(Object.keys(AnalyzerService)).toContain("analyze");
    expect(Object.keys(AnalyzerService)).not.toContain("remediate");
  });
});

describe("the results of an answer", () => {
  it.each([
    ["a resource", AnalyzerService.analyze],
    ["the stack", AnalyzerService.analyzeStack],
  ])("about %s are in the file before the engine gets it", (_what, method) => {
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
      method.responseSerialize(new analyzer.AnalyzeResponse());
      expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(3);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
