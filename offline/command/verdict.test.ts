import { describe, expect, it } from "vitest";
import type { PolicyResult } from "../../policies/framework/result-report";
import { judgeRun } from "./verdict";

const passed: PolicyResult = {
  urn: "urn:a",
  type: "gcp:cloudrunv2/service:Service",
  policy: "image-exists",
  level: "mandatory",
  result: "passed",
  findings: [],
};
const violated: PolicyResult = { ...passed, urn: "urn:b", result: "violated" };
const advisory: PolicyResult = { ...violated, level: "advisory" };
const notEvaluated: PolicyResult = {
  ...passed,
  urn: "urn:c",
  result: "not-evaluated",
  findings: [{ kind: "undetermined", path: "image", message: "is not known yet." }],
};

describe("judgeRun", () => {
  it("succeeds when Pulumi did and nothing was violated", () => {
    const { code, text } = judgeRun(0, [passed, notEvaluated], {});
    expect(code).toBe(0);
    expect(text.split("\n")).toEqual([
      "",
      "Policy result: 1 policy at 2 resources",
      "  1 passed, 0 violated, 0 not applicable, 1 not evaluated, 0 exempted",
      "  Not evaluated, since:",
      "    1 x image-exists: image is not known yet.",
      "",
    ]);
  });

  it("fails when Pulumi failed, whatever the policies say", () => {
    expect(judgeRun(255, [passed], {}).code).toBe(255);
  });

  it("fails for a mandatory violation even when Pulumi succeeded", () => {
    expect(judgeRun(0, [passed, violated], {}).code).toBe(1);
  });

  it("fails when the policy pack did not report", () => {
    expect(judgeRun(0, [], {})).toEqual({
      code: 1,
      text: "\nPolicy result: the policy pack did not report, so nothing was judged.\n",
    });
  });

  it("fails with Pulumi's code when the run ended before any policy ran", () => {
    expect(judgeRun(255, [], {}).code).toBe(255);
  });

  it.each([
    ["the pack", advisory, {}, 0],
    ["the configuration", violated, { "image-exists": "advisory" }, 0],
    ["an object of it", violated, { "image-exists": { enforcementLevel: "advisory" } }, 0],
    ["its word on all", violated, { all: "advisory" }, 0],
    ["the configuration", advisory, { "image-exists": "mandatory" }, 1],
    [
      "its word on one policy",
      violated,
      { all: "mandatory", "image-exists": { enforcementLevel: "advisory" } },
      0,
    ],
    ["the pack", violated, { "image-exists": { unavailable: "warn" } }, 1],
  ])("takes the level of a violation from %s", (_home, result, configuration, code) => {
    expect(judgeRun(0, [result], configuration).code).toBe(code);
  });

  it("shows the ten most frequent reasons and counts the rest", () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      ...notEvaluated,
      urn: `urn:${index}`,
      findings: [{ kind: "undetermined" as const, path: "p", message: `Reason ${index}.` }],
    }));
    const { text } = judgeRun(0, many, {});
    expect(text.match(/1 x image-exists/g)).toHaveLength(10);
    expect(text).toContain("    and 2 more reasons\n");
  });
});
