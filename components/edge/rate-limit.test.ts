import { describe, expect, it } from "vitest";
import { promiseOf, record } from "../testing/recording";
import { RateLimit, type RateLimitSettings } from "./rate-limit";

const type = "gcp:compute/securityPolicy:SecurityPolicy";
const everyone = { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ["*"] } };
const create = (settings: Partial<RateLimitSettings> = {}) =>
  record(() => new RateLimit("limit", { count: 600, intervalSec: 60, ...settings }));

describe("RateLimit", () => {
  it("refuses the requests of an address beyond a limit, and lets all others through", async () => {
    const recording = await create();
    const { inputs } = recording.one(type);
    expect(inputs).toEqual({
      name: "limit",
      type: "CLOUD_ARMOR",
      rules: [
        {
          action: "throttle",
          priority: 1000,
          description: "Requests of one client.",
          preview: false,
          match: everyone,
          rateLimitOptions: {
            conformAction: "allow",
            exceedAction: "deny(429)",
            enforceOnKey: "IP",
            rateLimitThreshold: { count: 600, intervalSec: 60 },
          },
        },
        {
          action: "allow",
          priority: 2_147_483_647,
          description: "Everything else.",
          match: everyone,
        },
      ],
    });
    expect(await promiseOf(recording.result.securityPolicyId)).toBe(
      "projects/netra-staging/global/securityPolicies/limit",
    );
  });

  it("bans by a rule of another priority, since a rule cannot go back from a ban", async () => {
    const recording = await create({ banDurationSec: 300 });
    expect(recording.one(type).inputs.rules).toMatchObject([
      { action: "rate_based_ban", priority: 900, rateLimitOptions: { banDurationSec: 300 } },
      { action: "allow" },
    ]);
  });

  it("takes every setting that it is given", async () => {
    const recording = await create({ enforceOnKey: "XFF_IP", preview: true });
    expect(recording.one(type).inputs.rules).toMatchObject([
      { preview: true, rateLimitOptions: { enforceOnKey: "XFF_IP" } },
      { action: "allow" },
    ]);
  });
});
