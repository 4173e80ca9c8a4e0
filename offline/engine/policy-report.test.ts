import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PolicyResult } from "../../policies/framework/result-report";
import { parseReport, summarize } from "./policy-report";

const RESULTS = ["passed", "violated", "not-applicable", "not-evaluated", "exempted"] as const;

function result(fields: Partial<PolicyResult>): PolicyResult {
  return {
    urn: "urn:a",
    type: "t",
    policy: "p",
    level: "mandatory",
    result: "passed",
    findings: [],
    ...fields,
  };
}

function notEvaluated(urn: string, ...messages: string[]): PolicyResult {
  const findings = messages.map((message) => ({
    kind: "undetermined" as const,
    path: "a.b",
    message,
  }));
  return result({ urn, result: "not-evaluated", findings });
}

describe("parseReport", () => {
  it("reads one result a line", () => {
    const results = [result({}), result({ urn: "urn:b", result: "violated" })];
    expect(parseReport(results.map((one) => `${JSON.stringify(one)}\n`).join(""))).toEqual(results);
  });

  it.each(["", "\n"])("finds nothing in an empty report", (text) => {
    expect(parseReport(text)).toEqual([]);
  });

  it.each(["{", "null", "1", '{"result":"fine","findings":[]}', '{"result":"passed"}'])(
    "refuses a line such as %s",
    (line) => {
      expect(() => parseReport(`${JSON.stringify(result({}))}\n${line}\n`)).toThrow(
        "The report of the policy pack cannot be read: line 2.",
      );
    },
  );
});

describe("summarize", () => {
  it("counts every policy at every resource once", () => {
    const anyResult = fc.record({
      urn: fc.constantFrom("urn:a", "urn:b", "urn:c"),
      policy: fc.constantFrom("p", "q"),
      result: fc.constantFrom(...RESULTS),
    });
    fc.assert(
      fc.property(fc.array(anyResult), (fields) => {
        const results = fields.map(result);
        const summary = summarize(results);
        const { passed, violated, notApplicable, notEvaluated: open, exempted } = summary;
        const pairs = new Set(results.map(({ urn, policy }) => `${urn} ${policy}`));
        expect(passed + violated + notApplicable + open + exempted).toBe(pairs.size);
      }),
    );
  });

  it.each([
    ["violated", "not-evaluated"],
    ["not-evaluated", "exempted"],
    ["exempted", "passed"],
    ["passed", "not-applicable"],
  ] as const)("takes %s before %s in either order", (graver, lighter) => {
    const both = [result({ result: graver }), result({ result: lighter })];
    expect(summarize(both)).toEqual(summarize([...both].reverse()));
    expect(summarize(both)).toEqual(summarize([result({ result: graver })]));
  });

  it("groups reasons and counts a resource once for each, the most frequent first", () => {
    const results = [
      notEvaluated("urn:a", "is odd."),
      notEvaluated("urn:b", "is unknown.", "is unknown."),
      notEvaluated("urn:c", "is unknown."),
    ];
    expect(summarize(results).reasons).toEqual([
      { policy: "p", message: "a.b is unknown.", count: 2 },
      { policy: "p", message: "a.b is odd.", count: 1 },
    ]);
  });

  it("gives a reason without a path as it is", () => {
    const findings = [{ kind: "undetermined" as const, path: "", message: "Not known." }];
    const [reason] = summarize([result({ result: "not-evaluated", findings })]).reasons;
    expect(reason?.message).toBe("Not known.");
  });

  it("gives no reason for what was evaluated", () => {
    const findings = [{ kind: "violation" as const, path: "a", message: "Broken." }];
    expect(summarize([result({ result: "violated", findings })]).reasons).toEqual([]);
  });
});
