import type { EnforcementLevel } from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { UNKNOWN } from "../testing/policy-case";
import { analyzeResource, analyzeStack, withOptions } from "../testing/run-policies";
import { definePolicy } from "./define-policy";
import type { Exemption } from "./exemption";
import { ExemptionRegister } from "./exemption-register";
import { type Finding, undetermined, undeterminedBlocking, violation } from "./finding";
import type { Phase } from "./phase";
import { NotApplicable, type PolicyAnswer, type PolicyDefinition } from "./policy";
import type { PolicyResult } from "./result-report";

const POD = "kubernetes:core/v1:Pod";
const pod = (name = "web") => ({ type: POD, name, props: { spec: { node: "n1" } } });

const rule = {
  id: "rule",
  displayName: "Rule",
  description: "Refuses what the test refuses.",
  severity: "high",
  remediation: "Do otherwise.",
  incidents: ["A1"],
} as const;

const exemption: Exemption = {
  policy: "rule",
  resource: "web",
  reason: "Agreed",
  owner: "team-web",
  expires: "2026-12-31",
};

type Shape = { limit: z.ZodDefault<z.ZodNumber> };

/** A policy of the test, as the SDK takes it, and what it reported. */
function policyThat(
  does: Partial<PolicyDefinition<Shape>>,
  options: object = {},
  phase: Phase = "unknown",
  level: EnforcementLevel = "mandatory",
) {
  const results: PolicyResult[] = [];
  const exemptions = new ExemptionRegister(() => new Date("2026-06-15T00:00:00Z"));
  const policy = definePolicy<Shape>({
    ...rule,
    options: { limit: z.number().default(7).describe("A limit.") },
    ...does,
  }).forPack(level, {
    exemptions,
    report: { add: (result) => results.push(result) },
    phase: () => phase,
  });
  return { policies: [withOptions(policy, options)], results, exemptions };
}

const finds = (...findings: Finding[]) => ({ resource: () => findings });

describe("a policy in the hands of the SDK", () => {
  it("carries all metadata, and the pack's level", () => {
    const [policy] = policyThat({}).policies;
    expect(policy).toMatchObject({
      name: "rule",
      displayName: "Rule",
      description: "Refuses what the test refuses.",
      severity: "high",
      remediationSteps: "Do otherwise.",
      tags: ["A1"],
      enforcementLevel: "mandatory",
    });
    expect(policy?.url).toMatch(/^https:.*docs\/policies\.md#rule$/);
    expect(Object.keys(policy?.configSchema?.properties ?? {})).toEqual([
      "limit",
      "undetermined",
      "deadlineSeconds",
    ]);
  });

  it("shows a violation in exactly the words of subject, path and message, at its level", async () => {
    const { policies, results } = policyThat(finds(violation("spec.node", 'is "n1". Move it.')));
    const { diagnostics, notApplicable } = await analyzeResource(policies, pod());
    expect(notApplicable).toEqual([]);
    expect(diagnostics).toEqual([
      {
        policy: "rule",
        level: "mandatory",
        severity: 3,
        urn: `urn:pulumi:staging::shop::${POD}::web`,
        message: 'Pod "web": spec.node is "n1". Move it.',
      },
    ]);
    expect(results).toEqual([
      {
        urn: `urn:pulumi:staging::shop::${POD}::web`,
        type: POD,
        policy: "rule",
        level: "mandatory",
        result: "violated",
        findings: [{ kind: "violation", path: "spec.node", message: 'is "n1". Move it.' }],
      },
    ]);
  });

  it("shows what it could not evaluate as advisory, although it is mandatory", async () => {
    const { policies, results } = policyThat(finds(undetermined("spec.node", "is a secret.")));
    const { diagnostics } = await analyzeResource(policies, pod());
    expect(diagnostics).toMatchObject([
      { level: "advisory", message: 'Not evaluated: Pod "web": spec.node is a secret.' },
    ]);
    expect(results).toMatchObject([{ result: "not-evaluated" }]);
  });

  it.each([
    ["its configuration", undetermined("spec.node", "is a secret."), { undetermined: "block" }],
    ["the finding", undeterminedBlocking("spec.node", "is not there."), {}],
  ])(
    "fails the run for what it could not evaluate when %s says so",
    async (_by, finding, options) => {
      const { policies } = policyThat(finds(finding), options);
      const { diagnostics } = await analyzeResource(policies, pod());
      expect(diagnostics).toMatchObject([{ level: "mandatory" }]);
    },
  );

  it("sees unknown values where they stand, and the values beside them", async () => {
    let seen: unknown;
    const { policies } = policyThat({
      resource: ({ props }) => {
        seen = props;
        return [];
      },
    });
    const { diagnostics } = await analyzeResource(policies, {
      type: POD,
      props: { spec: { a: UNKNOWN, b: "known" } },
    });
    expect(seen).toEqual({ spec: { a: UNKNOWN, b: "known" } });
    expect(diagnostics).toEqual([]);
  });

  it("is given its options with defaults, and the name, type and URN of the resource", async () => {
    const seen: unknown[] = [];
    const { policies } = policyThat(
      {
        resource: ({ urn, type, name, opts }, { options }) => {
          seen.push(urn, type, name, opts.protect, options);
          return [];
        },
      },
      { undetermined: "block" },
    );
    await analyzeResource(policies, pod());
    expect(seen).toEqual([
      `urn:pulumi:staging::shop::${POD}::web`,
      POD,
      "web",
      false,
      { limit: 7, undetermined: "block", deadlineSeconds: 60 },
    ]);
  });

  it("says and reports that it is not applicable, by type without reading a property, or by its answer", async () => {
    let asked = false;
    const byType = policyThat({
      appliesTo: (type) => type !== POD,
      resource: () => {
        asked = true;
        return [];
      },
    });
    expect((await analyzeResource(byType.policies, pod())).notApplicable).toEqual([
      { policy: "rule", reason: "The policy does not judge resources of this type." },
    ]);
    expect(asked).toBe(false);
    expect(byType.results).toMatchObject([{ result: "not-applicable", findings: [] }]);

    const byAnswer = policyThat({
      resource: async () => new NotApplicable("It has no containers."),
    });
    expect((await analyzeResource(byAnswer.policies, pod())).notApplicable).toEqual([
      { policy: "rule", reason: "It has no containers." },
    ]);
    expect(byAnswer.results).toMatchObject([{ result: "not-applicable" }]);
  });

  it("turns an exempted violation into one advisory note", async () => {
    const { policies, results, exemptions } = policyThat(finds(violation("a", "is bad.")));
    exemptions.load([exemption]);
    const { diagnostics } = await analyzeResource(policies, pod());
    expect(diagnostics).toMatchObject([
      {
        level: "advisory",
        message: 'Exempted until 2026-12-31 by team-web: Agreed. Covers: Pod "web": a is bad.',
      },
    ]);
    expect(results).toMatchObject([{ result: "exempted" }]);
    expect((await analyzeResource(policies, pod("other"))).diagnostics).toMatchObject([
      { level: "mandatory" },
    ]);
  });
});

describe("a policy that breaks", () => {
  const secretive = new Error("postgres://aia:supersecret@localhost");

  it.each<[string, Partial<PolicyDefinition<Shape>>]>([
    [
      "at once",
      {
        resource: () => {
          throw secretive;
        },
      },
    ],
    ["later", { resource: () => Promise.reject(secretive) }],
  ])("fails the run %s, without a value and without a stack", async (_when, does) => {
    const failure = await analyzeResource(policyThat(does).policies, pod()).catch(String);
    expect(failure).toMatch(/Policy "rule" could not judge Pod "web": it broke with Error at .*\./);
    expect(failure).not.toContain("supersecret");
    expect(failure).not.toContain("    at ");
  });

  it("fails the run when it hangs", async () => {
    const { policies } = policyThat(
      { resource: () => new Promise(() => {}) },
      { deadlineSeconds: 0.01 },
    );
    await expect(analyzeResource(policies, pod())).rejects.toThrow(
      'Policy "rule" did not finish judging Pod "web" within 0.01 s. ' +
        'Find what it waits for, or raise "deadlineSeconds" in its configuration.',
    );
  });

  it("fails the run when its configuration is wrong, even where it does not apply", async () => {
    const { policies } = policyThat({ appliesTo: () => false, resource: () => [] }, { limit: "7" });
    await expect(analyzeResource(policies, pod())).rejects.toThrow(
      'Configuration of policy "rule": "limit" must be of type number.',
    );
  });

  it("fails the run when a stack cannot be judged", async () => {
    const { policies } = policyThat({ stack: () => Promise.reject(secretive) });
    const failure = await analyzeStack(policies, [pod()]).catch(String);
    expect(failure).toContain('Policy "rule" could not judge the stack: it broke with Error');
    expect(failure).not.toContain("supersecret");
  });
});

describe("a policy about the stack", () => {
  const stackResource = { type: "pulumi:pulumi:Stack", name: "shop-staging", props: {} };

  it("sees inputs, outputs and what each input is made from", async () => {
    const seen: unknown[] = [];
    const { policies } = policyThat({
      appliesTo: (type) => type === POD,
      stack: (resources) => {
        for (const { name, inputs, props, dependencies, propertyDependencies } of resources) {
          seen.push({ name, inputs, props, dependencies, made: [...propertyDependencies] });
        }
        return [];
      },
    });
    const group = { type: "gcp:compute/network:Network", name: "main", props: { name: "main" } };
    const web = {
      ...pod(),
      outputs: { spec: { node: "n1" }, id: UNKNOWN },
      propertyDependencies: { spec: ["main"] },
    };
    for (const resource of [group, web]) {
      expect((await analyzeResource(policies, resource)).notApplicable).toEqual([]);
    }
    await analyzeStack(policies, [group, web, pod("left-out")]);
    const urn = "urn:pulumi:staging::shop::gcp:compute/network:Network::main";
    expect(seen).toEqual([
      { name: "main", inputs: undefined, props: group.props, dependencies: [], made: [] },
      {
        name: "web",
        inputs: web.props,
        props: { spec: { node: "n1" }, id: UNKNOWN },
        dependencies: [urn],
        made: [["spec", [urn]]],
      },
      { name: "left-out", inputs: undefined, props: pod().props, dependencies: [], made: [] },
    ]);
  });

  it("reports one pass for the stack when it finds nothing", async () => {
    const { policies, results } = policyThat({ stack: () => [] });
    expect((await analyzeStack(policies, [pod(), stackResource])).diagnostics).toEqual([]);
    expect(results).toMatchObject([
      {
        result: "passed",
        type: "pulumi:pulumi:Stack",
        urn: expect.stringContaining("shop-staging"),
      },
    ]);
  });

  it("reports about a stack and a resource that the engine does not name", async () => {
    const left = { subject: "Pod", urn: "left", finding: violation("", "is bad.") };
    for (const [findings, urn] of [
      [[], ""],
      [[left], "left"],
    ] as const) {
      const { policies, results } = policyThat({ stack: () => findings });
      await analyzeStack(policies, [pod()]);
      expect(results).toMatchObject([{ urn, type: "pulumi:pulumi:Stack" }]);
    }
  });

  it("reports its findings by resource, and exempts by resource", async () => {
    const urn = (name: string) => `urn:pulumi:staging::shop::${POD}::${name}`;
    const { policies, results, exemptions } = policyThat({
      stack: (resources) => [
        ...resources
          .filter(({ type }) => type === POD)
          .map((resource) => ({
            subject: `Pod "${resource.name}"`,
            urn: resource.urn,
            finding: violation("spec.node", `is ${JSON.stringify(resource.props.spec)}.`),
          })),
        { subject: "The stack", finding: undetermined("", "has no network.") },
      ],
    });
    exemptions.load([exemption]);
    const { diagnostics } = await analyzeStack(policies, [stackResource, pod("web"), pod("api")]);
    expect(diagnostics).toMatchObject([
      { level: "advisory", urn: urn("web"), message: expect.stringContaining("Exempted") },
      { level: "mandatory", urn: urn("api"), message: 'Pod "api": spec.node is {"node":"n1"}.' },
      { level: "advisory", urn: "", message: "Not evaluated: The stack has no network." },
    ]);
    expect(results.map(({ urn: judged, result }) => [judged, result])).toEqual([
      [urn("web"), "exempted"],
      [urn("api"), "violated"],
      [expect.stringContaining("shop-staging"), "not-evaluated"],
    ]);
  });
});

describe("a check that asks nobody outside", () => {
  it("is answered at the resource, in a preview too", async () => {
    const { policies } = policyThat(finds(violation("a", "is bad.")), {}, "preview");
    expect((await analyzeResource(policies, pod())).diagnostics).toMatchObject([
      { message: 'Pod "web": a is bad.' },
    ]);
  });
});

describe("a check that asks outside", () => {
  const urn = (name: string) => `urn:pulumi:staging::shop::${POD}::${name}`;

  /** A policy whose checks wait until the test answers for the pod of a name. */
  function waiting(phase: Phase, options: object = {}, level: EnforcementLevel = "mandatory") {
    const answers = new Map<string, (answer: PolicyAnswer | Error) => void>();
    const made = policyThat(
      {
        asksOutside: true,
        appliesTo: (type) => type === POD,
        resource: ({ name }) =>
          new Promise((resolve, reject) => {
            answers.set(name, (answer) =>
              answer instanceof Error ? reject(answer) : resolve(answer),
            );
          }),
      },
      options,
      phase,
      level,
    );
    return { ...made, answers };
  }

  const refused = [violation("spec.node", "is not there.")];

  it("lets a preview go on, and answers with the stack, at the resource and in the order of the questions", async () => {
    const { policies, results, answers } = waiting("preview");
    for (const name of ["web", "api", "job"]) {
      expect((await analyzeResource(policies, pod(name))).diagnostics).toEqual([]);
    }
    expect([...answers.keys()]).toEqual(["web", "api", "job"]);
    expect(results).toEqual([]);
    const stack = analyzeStack(policies, []);
    answers.get("job")?.(refused);
    answers.get("api")?.([]);
    answers.get("web")?.(refused);
    expect((await stack).diagnostics).toEqual(
      ["web", "job"].map((name) => ({
        policy: "rule",
        level: "mandatory",
        severity: 3,
        urn: urn(name),
        message: `Pod "${name}": spec.node is not there.`,
      })),
    );
    expect(results).toMatchObject([
      { urn: urn("web"), type: POD, result: "violated", findings: refused },
      { urn: urn("api"), type: POD, result: "passed" },
      { urn: urn("job"), type: POD, result: "violated" },
    ]);
    expect((await analyzeStack(policies, [])).diagnostics).toEqual([]);
  });

  it.each<Phase>(["update", "unknown"])(
    "is waited for at the resource in the phase %s",
    async (phase) => {
      const { policies, answers } = waiting(phase);
      const asked = analyzeResource(policies, pod());
      await Promise.resolve();
      answers.get("web")?.(refused);
      expect((await asked).diagnostics).toMatchObject([{ urn: urn("web") }]);
      expect((await analyzeStack(policies, [])).diagnostics).toEqual([]);
    },
  );

  it("says of other types at once that it does not apply", async () => {
    const { policies, results } = waiting("preview");
    const { notApplicable } = await analyzeResource(policies, { type: "a:b/c:D", props: {} });
    expect(notApplicable).toMatchObject([{ policy: "rule" }]);
    expect(results).toMatchObject([{ result: "not-applicable" }]);
  });

  it("may say after a preview that it does not apply, and may be exempted", async () => {
    const { policies, results, answers, exemptions } = waiting("preview");
    exemptions.load([exemption]);
    await analyzeResource(policies, pod());
    await analyzeResource(policies, pod("api"));
    answers.get("web")?.(refused);
    answers.get("api")?.(new NotApplicable("It has no containers."));
    expect((await analyzeStack(policies, [])).diagnostics).toMatchObject([
      { level: "advisory", message: expect.stringMatching(/^Exempted until .*Pod "web"/) },
    ]);
    expect(results.map(({ result }) => result)).toEqual(["exempted", "not-applicable"]);
  });

  it("fails a preview that it breaks in, without a value, though nobody waited when it broke", async () => {
    const { policies, results, answers } = waiting("preview");
    await analyzeResource(policies, pod());
    answers.get("web")?.(new Error("postgres://aia:supersecret@localhost"));
    await new Promise(setImmediate);
    const { diagnostics } = await analyzeStack(policies, []);
    expect(diagnostics).toMatchObject([{ level: "mandatory", urn: urn("web") }]);
    expect(diagnostics[0]?.message).toMatch(
      /^Policy "rule" could not judge Pod "web": it broke with Error at .*\./,
    );
    expect(JSON.stringify([diagnostics, results])).not.toContain("supersecret");
    expect(results).toMatchObject([{ urn: urn("web"), result: "not-evaluated" }]);
  });

  it("fails a preview that it does not end in, at any level, and shows what the others found", async () => {
    const { policies, answers } = waiting("preview", { deadlineSeconds: 0.01 }, "advisory");
    await analyzeResource(policies, pod());
    await analyzeResource(policies, pod("api"));
    answers.get("api")?.(refused);
    expect((await analyzeStack(policies, [])).diagnostics).toMatchObject([
      {
        level: "mandatory",
        urn: urn("web"),
        message: expect.stringMatching(
          /^Policy "rule" did not finish judging Pod "web" within 0.01 s./,
        ),
      },
      { level: "advisory", urn: urn("api"), message: 'Pod "api": spec.node is not there.' },
    ]);
  });
});
