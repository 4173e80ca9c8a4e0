import { describe, expect, it } from "vitest";
import { undetermined, undeterminedBlocking, violation } from "./finding";
import { type Circumstances, judge, worse } from "./verdict";

const broken = violation("spec.image", "has no tag. Pin it.");
const unsure = undetermined("spec.image", "is known only after deployment.");
const refused = undeterminedBlocking("spec.image", "could not be verified.");
const whole = violation("", "is not wanted.");

const circumstances: Circumstances = {
  subject: 'Pod "web"',
  urn: "urn:pulumi:staging::shop::kubernetes:core/v1:Pod::web",
  undetermined: "warn",
};
const { urn } = circumstances;

const exemption = {
  policy: "image-pinned",
  resource: "web",
  reason: "The vendor publishes no releases.",
  owner: "team-web",
  expires: "2026-12-31",
};

describe("the verdict on findings", () => {
  it("is passed, with nothing to show, when there are none", () => {
    expect(judge([], circumstances)).toEqual({ result: "passed", diagnostics: [] });
    expect(judge([], { ...circumstances, exemption })).toEqual({
      result: "passed",
      diagnostics: [],
    });
  });

  it("puts subject and path before a violation, which stands at the policy's level", () => {
    expect(judge([broken], circumstances)).toEqual({
      result: "violated",
      diagnostics: [{ message: 'Pod "web": spec.image has no tag. Pin it.', urn }],
    });
  });

  it("puts only the subject before a finding about the whole resource", () => {
    expect(judge([whole], circumstances).diagnostics[0]?.message).toBe('Pod "web" is not wanted.');
  });

  it("shows what could not be evaluated without failing the run", () => {
    expect(judge([unsure], circumstances)).toEqual({
      result: "not-evaluated",
      diagnostics: [
        {
          message: 'Not evaluated: Pod "web": spec.image is known only after deployment.',
          urn,
          enforcementLevel: "advisory",
        },
      ],
    });
  });

  it.each([
    ["the option says so", [unsure], "block" as const],
    ["the finding says so", [refused], "warn" as const],
  ])("fails the run for what could not be evaluated when %s", (_why, findings, option) => {
    const verdict = judge(findings, { ...circumstances, undetermined: option });
    expect(verdict.result).toBe("not-evaluated");
    expect(verdict.diagnostics[0]?.enforcementLevel).toBeUndefined();
  });

  it("is violated when something is, whatever else is unsure, in both orders", () => {
    expect(judge([broken, unsure], circumstances).result).toBe("violated");
    expect(judge([unsure, broken], circumstances).result).toBe("violated");
    expect(judge([unsure, broken], circumstances).diagnostics).toHaveLength(2);
  });

  it("turns all that is exempt into one note that says what it covers", () => {
    expect(judge([broken, whole], { ...circumstances, exemption })).toEqual({
      result: "exempted",
      diagnostics: [
        {
          message:
            "Exempted until 2026-12-31 by team-web: The vendor publishes no releases. " +
            'Covers: Pod "web": spec.image has no tag. Pin it. Pod "web" is not wanted.',
          urn,
          enforcementLevel: "advisory",
        },
      ],
    });
  });

  it("exempts what would fail the run and leaves the rest as it is", () => {
    const verdict = judge([broken, unsure], { ...circumstances, exemption });
    expect(verdict.diagnostics.map(({ message }) => message.split(" ")[0])).toEqual([
      "Exempted",
      "Not",
    ]);
    expect(judge([unsure], { ...circumstances, exemption }).result).toBe("not-evaluated");
    expect(judge([refused], { ...circumstances, exemption }).result).toBe("exempted");
  });
});

describe("the graver of two results", () => {
  it.each([
    ["passed", "violated", "violated"],
    ["violated", "not-evaluated", "violated"],
    ["not-evaluated", "exempted", "not-evaluated"],
    ["not-applicable", "passed", "passed"],
    ["passed", "passed", "passed"],
  ] as const)("of %s and %s is %s", (left, right, graver) => {
    expect(worse(left, right)).toBe(graver);
    expect(worse(right, left)).toBe(graver);
  });
});
