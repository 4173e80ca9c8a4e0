import fs from "node:fs";
import path from "node:path";
import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import { ExemptionRegister } from "./framework/exemption-register";
import { noReport } from "./framework/result-report";
import { packPolicies, RETIRED } from "./pack";
import manifest from "./package.json";
import { analyzeResource, withOptions } from "./testing/run-policies";

const policies = packPolicies({ exemptions: new ExemptionRegister(), report: noReport });
const byName = policies.map((policy) => [policy.name, policy] as const);

describe("the pack", () => {
  it("has these policies at these levels, in this order", () => {
    expect(policies.map(({ name, enforcementLevel }) => [name, enforcementLevel])).toEqual([
      ["exemptions", "mandatory"],
      ["image-exists", "mandatory"],
      ["image-fits-platform", "mandatory"],
      ["image-starts-something", "mandatory"],
      ["image-runs-as-declared", "mandatory"],
      ["image-pinned", "mandatory"],
      ["one-version-per-application", "mandatory"],
      ["port-agrees", "mandatory"],
      ["ports-unique", "mandatory"],
      ["no-loopback-endpoint", "mandatory"],
      ["endpoint-agrees", "mandatory"],
      ["compute-within-platform-limits", "mandatory"],
      ["database-protected", "mandatory"],
      ["cluster-protected", "mandatory"],
      ["cache-authenticated", "mandatory"],
      ["cache-password-reaches-client", "mandatory"],
      ["private-database-reachable", "mandatory"],
      ["egress-has-way-out", "mandatory"],
      ["ranges-disjoint", "mandatory"],
      ["connector-bounded", "mandatory"],
      ["connections-within-limit", "mandatory"],
      ["timeouts-agree", "mandatory"],
      ["probe-within-platform-limits", "mandatory"],
      ["alert-has-channel", "mandatory"],
      ["secret-version-pinned", "mandatory"],
      ["least-privilege", "mandatory"],
      ["uptime-check-reads-body", "mandatory"],
      ["serverless-neg-settings", "mandatory"],
      ["no-literal-credential", "mandatory"],
      ["reference-resolves", "mandatory"],
      ["rollout-never-empty", "mandatory"],
      ["network-policy-admits", "mandatory"],
      ["workload-hardened", "mandatory"],
      ["resources-bounded", "mandatory"],
      ["probes-present", "mandatory"],
      ["pull-policy-fits", "mandatory"],
      ["stateful-workload-backed-up", "mandatory"],
      ["workload-exposed-once", "mandatory"],
      ["endpoint-declared", "mandatory"],
      ["selector-selects", "mandatory"],
      ["variable-given-once", "mandatory"],
      ["required-variables-present", "mandatory"],
      ["route-attached", "mandatory"],
      ["dependencies-acyclic", "mandatory"],
      ["service-is-watched", "advisory"],
    ]);
  });

  it("has these retired policies, whose ids are not used again", () => {
    expect(RETIRED).toEqual([]);
    expect(policies.filter(({ name }) => RETIRED.includes(name))).toEqual([]);
  });

  it("has one policy for each id", () => {
    expect(new Set(policies.map(({ name }) => name)).size).toBe(policies.length);
  });
});

describe.each(byName)("the policy %s", (name, policy) => {
  it("has a kebab-case id that is the name of its folder", () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(fs.existsSync(path.join(__dirname, name, "policy.ts"))).toBe(true);
  });

  it("says what it refuses and what to do, in full sentences", () => {
    expect(policy.displayName).toMatch(/^[A-Z].*[^.]$/);
    expect(policy.description).toMatch(/^[A-Z].{20,}\.$/);
    expect(policy.remediationSteps).toMatch(/^[A-Z].{20,}\.$/);
    expect(["low", "medium", "high", "critical"]).toContain(policy.severity);
  });

  it("leads to its documentation, in the repository that the package names", () => {
    const repository = manifest.repository.url.replace(/^git\+|\.git$/g, "");
    expect(policy.url).toBe(`${repository}/blob/main/docs/policies.md#${name}`);
  });

  it("names the faults that it guards against", () => {
    expect(policy.tags).not.toEqual([]);
    for (const incident of policy.tags ?? []) {
      expect(incident).toMatch(/^[NAP]\d+$/);
    }
  });

  it("has options that need not be given, each described, in a valid JSON Schema without a regular expression", () => {
    const { configSchema } = policy;
    expect(configSchema?.required).toBeUndefined();
    new Ajv({ strict: false }).compile({ type: "object", ...configSchema });
    expect(JSON.stringify(configSchema)).not.toContain('"pattern"');
    for (const [option, schema] of Object.entries(configSchema?.properties ?? {})) {
      expect(schema, option).toMatchObject({ description: expect.stringMatching(/^[A-Z].*\.$/) });
    }
  });
});

describe("an exemption in the configuration of the pack", () => {
  const entry = {
    policy: "image-pinned",
    resource: "vendor",
    reason: "The vendor publishes no releases.",
    owner: "team-web",
    expires: "2999-12-31",
  };
  const [holder, ...others] = policies;
  const pinned = others.find(({ name }) => name === "image-pinned");
  if (holder === undefined || pinned === undefined) {
    throw new Error("The pack lacks what this test is about.");
  }
  const unpinned = (name: string) => ({
    type: "gcp:cloudrunv2/service:Service",
    name,
    props: { template: { containers: [{ image: "nginx" }] } },
  });
  const levels = async (options: object, name: string) => {
    const pack = [withOptions(holder, options), pinned];
    const { diagnostics } = await analyzeResource(pack, unpinned(name));
    return diagnostics.map(({ policy, level }) => [policy, level]);
  };

  it("applies to the policies after it, at the resources that it names", async () => {
    expect(await levels({ entries: [entry] }, "vendor")).toEqual([["image-pinned", "advisory"]]);
    expect(await levels({ entries: [entry] }, "own")).toEqual([["image-pinned", "mandatory"]]);
    expect(await levels({}, "vendor")).toEqual([["image-pinned", "mandatory"]]);
  });

  it("fails the run when it lacks a reason, an owner or an expiry, all named at once", async () => {
    const { reason: _1, owner: _2, expires: _3, ...incomplete } = entry;
    const failure = await levels({ entries: [incomplete] }, "own").catch(String);
    expect(failure).toContain('Configuration of policy "exemptions": ');
    expect(failure).toContain('"entries[0].reason"');
    expect(failure).toContain('"entries[0].owner"');
    expect(failure).toContain('"entries[0].expires"');
  });
});
