import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";
import { createForwardingRule } from "./forwarding-rule";

/** The arguments of {@link HttpRedirect}. */
export interface HttpRedirectArgs {
  /** Address at which requests without TLS arrive. Changing it replaces the forwarding rule. */
  readonly ipAddress: pulumi.Input<string>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the URL map. */
    readonly urlMap?: Transform<gcp.compute.URLMapArgs>;
    /** Changes to the proxy. */
    readonly proxy?: Transform<gcp.compute.TargetHttpProxyArgs>;
    /** Changes to the forwarding rule. */
    readonly forwardingRule?: Transform<gcp.compute.GlobalForwardingRuleArgs>;
  };
}

/**
 * The answer to every request without TLS: the same address with TLS, for good.
 *
 * Cost: about 18 USD a month for up to five forwarding rules of a project together (approximate).
 */
export class HttpRedirect extends pulumi.ComponentResource {
  constructor(name: string, args: HttpRedirectArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:edge:HttpRedirect", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const urlMap = new gcp.compute.URLMap(
      ...transformed<gcp.compute.URLMapArgs>(
        args.transform?.urlMap,
        name,
        {
          name,
          defaultUrlRedirect: {
            httpsRedirect: true,
            redirectResponseCode: "MOVED_PERMANENTLY_DEFAULT",
            stripQuery: false,
          },
        },
        child,
      ),
    );
    const proxy = new gcp.compute.TargetHttpProxy(
      ...transformed<gcp.compute.TargetHttpProxyArgs>(
        args.transform?.proxy,
        name,
        { name, urlMap: urlMap.id },
        child,
      ),
    );
    createForwardingRule(
      name,
      { ipAddress: args.ipAddress, portRange: "80", target: proxy.id },
      args.transform?.forwardingRule,
      child,
    );
    this.registerOutputs({});
  }
}
