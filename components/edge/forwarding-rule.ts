import * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/**
 * The kind of load balancer. The same word stands at every forwarding rule and every backend service; the
 * provider's default is the classic one.
 */
export const loadBalancingScheme = "EXTERNAL_MANAGED";

/** Leads what arrives at a port of an address to a proxy. */
export function createForwardingRule(
  name: string,
  rule: {
    readonly ipAddress: pulumi.Input<string>;
    readonly portRange: string;
    readonly target: pulumi.Input<string>;
  },
  transform: Transform<gcp.compute.GlobalForwardingRuleArgs> | undefined,
  child: pulumi.CustomResourceOptions,
): void {
  new gcp.compute.GlobalForwardingRule(
    ...transformed<gcp.compute.GlobalForwardingRuleArgs>(
      transform,
      name,
      { name, loadBalancingScheme, ipProtocol: "TCP", ...rule },
      child,
    ),
  );
}
