import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { found } from "../services/variable-values";
import { type Transform, transformed } from "../transform";
import { createForwardingRule } from "./forwarding-rule";
import { type HostRoutes, routedServiceKeys, routing } from "./routing";

/** The arguments of {@link HttpsEntrance}. */
export interface HttpsEntranceArgs {
  /** Address at which requests arrive. Changing it replaces the forwarding rule. */
  readonly ipAddress: pulumi.Input<string>;
  /** Hosts, each with what it leads to; at least one. Changing them is in place. */
  readonly hosts: Readonly<Record<string, HostRoutes>>;
  /** Ids of the backend services by the key of their service, for every service to which a host leads. */
  readonly backends: Readonly<Record<string, pulumi.Input<string>>>;
  /** The certificate map, `//certificatemanager.googleapis.com/...`. Changing it is in place. */
  readonly certificateMap: pulumi.Input<string>;
  /** Entries of the certificate map: no request arrives before its host has a certificate to show. */
  readonly startsAfter: readonly pulumi.Resource[];
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the URL map. */
    readonly urlMap?: Transform<gcp.compute.URLMapArgs>;
    /** Changes to the policy for TLS. */
    readonly sslPolicy?: Transform<gcp.compute.SSLPolicyArgs>;
    /** Changes to the proxy. */
    readonly proxy?: Transform<gcp.compute.TargetHttpsProxyArgs>;
    /** Changes to the forwarding rule. */
    readonly forwardingRule?: Transform<gcp.compute.GlobalForwardingRuleArgs>;
  };
}

/**
 * Where requests with TLS arrive, and which backend each goes to, by host and path. A host that is not declared is
 * answered with 404 by the load balancer itself.
 *
 * Cost: about 18 USD a month for up to five forwarding rules of a project together, and 0.008 USD to 0.012 USD for
 * each GB (approximate).
 */
export class HttpsEntrance extends pulumi.ComponentResource {
  /** Name of the URL map, the label by which metrics of the load balancer are told apart. */
  readonly urlMapName: pulumi.Output<string>;

  constructor(name: string, args: HttpsEntranceArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:edge:HttpsEntrance", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const urlMap = createUrlMap(name, args, child);
    const sslPolicy = new gcp.compute.SSLPolicy(
      ...transformed<gcp.compute.SSLPolicyArgs>(
        args.transform?.sslPolicy,
        name,
        { name, minTlsVersion: "TLS_1_2", profile: "MODERN" },
        child,
      ),
    );
    const proxy = new gcp.compute.TargetHttpsProxy(
      ...transformed<gcp.compute.TargetHttpsProxyArgs>(
        args.transform?.proxy,
        name,
        {
          name,
          urlMap: urlMap.id,
          certificateMap: args.certificateMap,
          sslPolicy: sslPolicy.id,
        },
        pulumi.mergeOptions(child, { dependsOn: [...args.startsAfter] }),
      ),
    );
    createForwardingRule(
      name,
      { ipAddress: args.ipAddress, portRange: "443", target: proxy.id },
      args.transform?.forwardingRule,
      child,
    );
    this.urlMapName = urlMap.name;
    this.registerOutputs({});
  }
}

function createUrlMap(
  name: string,
  { hosts, backends, transform }: HttpsEntranceArgs,
  child: pulumi.CustomResourceOptions,
): gcp.compute.URLMap {
  const [firstService = ""] = routedServiceKeys(hosts);
  return new gcp.compute.URLMap(
    ...transformed<gcp.compute.URLMapArgs>(
      transform?.urlMap,
      name,
      {
        name,
        // A map must name a service for hosts that it does not know. The abort answers before that one is asked.
        defaultService: found(backends, firstService),
        defaultRouteAction: {
          faultInjectionPolicy: { abort: { httpStatus: 404, percentage: 100 } },
        },
        ...routing(hosts, (service) => found(backends, service)),
      },
      child,
    ),
  );
}
