import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/** A limit of requests, in the terms of Cloud Armor. */
export interface RateLimitSettings {
  /** Requests that one client may send in an interval: 1 to 1000000, with a ban 1 to 10000. */
  readonly count: number;
  /** Seconds over which requests are counted: 10, 30, 60, 120, 180, 240, 300, 600, 900, 1200, 1800, 2700 or 3600. */
  readonly intervalSec: number;
  /** Seconds for which a client that sent more is refused, 60 to 3600. @default none, only what is beyond the limit is refused */
  readonly banDurationSec?: number;
  /** What tells clients apart: their address, or the first one in `X-Forwarded-For`. @default "IP" */
  readonly enforceOnKey?: "IP" | "XFF_IP";
  /** Whether what the limit refuses is only logged. @default false */
  readonly preview?: boolean;
}

/** The arguments of {@link RateLimit}. All changes are in place and take minutes. */
export interface RateLimitArgs extends RateLimitSettings {
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the security policy. */
    readonly securityPolicy?: Transform<gcp.compute.SecurityPolicyArgs>;
  };
}

const everyone = { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ["*"] } };

/** The priority after all others, which every policy has. */
const lastPriority = 2_147_483_647;

/**
 * A security policy of Cloud Armor that limits the requests of one client to one backend service; what is beyond
 * gets 429.
 *
 * Cost: about 6 USD a month, and 0.75 USD for a million requests (approximate).
 */
export class RateLimit extends pulumi.ComponentResource {
  /** Id of the security policy. */
  readonly securityPolicyId: pulumi.Output<string>;
  /** Name of the security policy. */
  readonly securityPolicyName: pulumi.Output<string>;

  constructor(name: string, args: RateLimitArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:edge:RateLimit", name, {}, options);
    const policy = new gcp.compute.SecurityPolicy(
      ...transformed<gcp.compute.SecurityPolicyArgs>(
        args.transform?.securityPolicy,
        name,
        { name, type: "CLOUD_ARMOR", rules: [limitRule(args), allowRule] },
        { parent: this, dependsOn: options?.dependsOn },
      ),
    );
    this.securityPolicyId = policy.id;
    this.securityPolicyName = policy.name;
    this.registerOutputs({});
  }
}

const allowRule: gcp.types.input.compute.SecurityPolicyRule = {
  action: "allow",
  priority: lastPriority,
  match: everyone,
  description: "Everything else.",
};

function limitRule(limit: RateLimitSettings): gcp.types.input.compute.SecurityPolicyRule {
  const bans = limit.banDurationSec !== undefined;
  return {
    action: bans ? "rate_based_ban" : "throttle",
    // A rule that bans cannot become one that throttles, so each has its own priority and takes the other's place.
    priority: bans ? 900 : 1000,
    match: everyone,
    description: "Requests of one client.",
    preview: limit.preview ?? false,
    rateLimitOptions: {
      conformAction: "allow",
      exceedAction: "deny(429)",
      enforceOnKey: limit.enforceOnKey ?? "IP",
      rateLimitThreshold: { count: limit.count, intervalSec: limit.intervalSec },
      banDurationSec: limit.banDurationSec,
    },
  };
}
