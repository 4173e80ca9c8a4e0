import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  concernsStack,
  type Exemption,
  exemptionSchema,
  isExpired,
  namesResource,
} from "./exemption";
import { ExemptionRegister } from "./exemption-register";

const exemption: Exemption = {
  policy: "image-pinned",
  resource: "api",
  reason: "The vendor publishes no releases.",
  owner: "team-web",
  expires: "2026-12-31",
};

const urn = (name: string, stack = "staging") =>
  `urn:pulumi:${stack}::shop::acme:App$gcp:cloudrunv2/service:Service::${name}`;

describe("an exemption", () => {
  it.each<[string, string, boolean]>([
    ["api", "api", true],
    ["api", "api-2", false],
    ["api", "my-api", false],
    ["api-*", "api-2", true],
    ["api-*", "api-", true],
    ["api-*", "api", false],
    ["*api", "my-api", true],
    ["a?i", "api", true],
    ["a?i", "ai", false],
    ["a.i", "api", false],
    ["a.i", "a.i", true],
    ["api", "API", false],
    ["api-(blue|green)", "api-(blue|green)", true],
    ["api::v2", "api::v2", true],
    ["**i", "api", true],
  ])("for %j names the resource %j: %j", (resource, name, names) => {
    expect(namesResource({ ...exemption, resource }, urn(name))).toBe(names);
  });

  it("for a URN names that resource and no other", () => {
    const byUrn = { ...exemption, resource: urn("api") };
    expect(namesResource(byUrn, urn("api"))).toBe(true);
    expect(namesResource(byUrn, urn("api", "production"))).toBe(false);
  });

  it("names the resource of which it has the literal name, whatever characters that has", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        fc.pre(!/[*?]/.test(name));
        expect(namesResource({ ...exemption, resource: name }, urn(name))).toBe(true);
      }),
    );
  });

  it("concerns another stack only when it has a URN of that stack", () => {
    const urns = [urn("api"), urn("web")];
    expect(concernsStack({ ...exemption, resource: urn("gone") }, urns)).toBe(true);
    expect(concernsStack({ ...exemption, resource: urn("api", "production") }, urns)).toBe(false);
    expect(concernsStack({ ...exemption, resource: "gone" }, urns)).toBe(true);
  });

  it("applies on its last day, and not on the day after", () => {
    expect(isExpired(exemption, "2026-12-31")).toBe(false);
    expect(isExpired(exemption, "2027-01-01")).toBe(true);
  });

  it.each(["policy", "resource", "reason", "owner", "expires"] as const)(
    "is refused without %s",
    (key) => {
      const { [key]: _left, ...rest } = exemption;
      expect(exemptionSchema.safeParse(rest).success).toBe(false);
      expect(exemptionSchema.safeParse({ ...exemption, [key]: "  " }).success).toBe(false);
    },
  );

  it.each(["2026-02-30", "2026-13-01", "31.12.2026", "2026-1-1", "never", "2026-12-31T00:00:00Z"])(
    "is refused with the expiry %j",
    (expires) => {
      expect(exemptionSchema.safeParse({ ...exemption, expires }).success).toBe(false);
    },
  );

  it.each(["*", "**", "?*"])("is refused for %j, which names every resource", (resource) => {
    expect(exemptionSchema.safeParse({ ...exemption, resource }).success).toBe(false);
  });
});

describe("the register of exemptions", () => {
  const at = (day: string) => new ExemptionRegister(() => new Date(`${day}T23:59:59Z`));

  it("finds the exemption of a policy at a resource", () => {
    const register = at("2026-12-31");
    register.load([exemption]);
    expect(register.find("image-pinned", urn("api"))).toBe(exemption);
    expect(register.find("image-exists", urn("api"))).toBeUndefined();
    expect(register.find("image-pinned", urn("web"))).toBeUndefined();
  });

  it("does not find an expired one, and does find a later one beside it", () => {
    const register = at("2027-01-01");
    const renewed = { ...exemption, expires: "2027-06-30" };
    register.load([exemption]);
    expect(register.find("image-pinned", urn("api"))).toBeUndefined();
    for (const entries of [
      [exemption, renewed],
      [renewed, exemption],
    ]) {
      register.load(entries);
      expect(register.find("image-pinned", urn("api"))).toBe(renewed);
    }
  });

  it("holds nothing until something is loaded", () => {
    expect(at("2026-01-01").find("image-pinned", urn("api"))).toBeUndefined();
  });
});
