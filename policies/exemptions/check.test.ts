import { describe, expect, it } from "vitest";
import type { Exemption } from "../framework/exemption";
import { checkExemption, exemptionSubject } from "./check";

const exemption: Exemption = {
  policy: "image-pinned",
  resource: "api",
  reason: "The vendor publishes no releases.",
  owner: "team-web",
  expires: "2026-06-15",
};

function problems(changes: Partial<Exemption>, today = "2026-06-15"): string[] {
  return checkExemption(
    { ...exemption, ...changes },
    {
      today,
      urns: ["urn:pulumi:staging::shop::gcp:cloudrunv2/service:Service::api"],
      policies: ["image-pinned", "image-exists"],
      retired: ["image-tagged"],
    },
  ).map(({ kind, message }) => `${kind}: ${message}`);
}

describe("an exemption", () => {
  it("is fine while it is in force and matches a resource", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ resource: "a*" })).toEqual([]);
  });

  it("is refused once it has expired, with what to do", () => {
    expect(problems({}, "2026-06-16")).toEqual([
      "violation: expired on 2026-06-15 and does not apply any more. " +
        "Mend what it covers and remove it, or agree on a new date with its owner, team-web.",
    ]);
  });

  it("is refused when it matches nothing", () => {
    expect(problems({ resource: "apis" })).toEqual([
      "violation: matches no resource of this stack. Correct the name, or remove the exemption.",
    ]);
  });

  it("is left alone when it is meant for another stack by URN", () => {
    const resource = "urn:pulumi:production::shop::gcp:cloudrunv2/service:Service::api";
    expect(problems({ resource })).toEqual([]);
  });

  it("is refused when it names no policy, with those that there are", () => {
    expect(problems({ policy: "images-pinned" })).toEqual([
      'violation: names no policy of this pack, which has "image-pinned", "image-exists". Correct it.',
    ]);
  });

  it("is refused when it names a policy that was retired", () => {
    expect(problems({ policy: "image-tagged" })).toEqual([
      "violation: names a policy that was retired. Remove the exemption.",
    ]);
  });

  it("is refused for all that is wrong with it at once", () => {
    expect(problems({ policy: "no", resource: "no" }, "2027-01-01")).toHaveLength(3);
  });

  it("is spoken of by what it names", () => {
    expect(exemptionSubject(exemption)).toBe('Exemption of "api" from "image-pinned"');
  });
});
