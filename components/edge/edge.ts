import * as pulumi from "@pulumi/pulumi";
import { longestComputeName, withinLimit } from "../../config";
import { refuse } from "../invalid";
import { found } from "../services/variable-values";
import { CloudRunBackend, type CloudRunBackendArgs } from "./cloud-run-backend";
import type { DnsRecord } from "./dns-records";
import {
  autoNameLength,
  createFrontend,
  type FrontendArgs,
  type FrontendTransforms,
  frontendProblems,
} from "./frontend";
import { HttpRedirect, type HttpRedirectArgs } from "./http-redirect";
import { HttpsEntrance, type HttpsEntranceArgs } from "./https-entrance";
import type { RateLimit } from "./rate-limit";
import { routedServiceKeys } from "./routing";

/** The arguments of {@link Edge}. */
export interface EdgeArgs extends FrontendArgs {
  /** Region of the services. Changing it replaces their endpoint groups. */
  readonly region: pulumi.Input<string>;
  /** Names of the Cloud Run services by key, for every service to which a host leads. */
  readonly services: Readonly<Record<string, pulumi.Input<string>>>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: FrontendTransforms & {
    /** Changes to the parts of every backend. */
    readonly backend?: CloudRunBackendArgs["transform"];
    /** Changes to the parts of the way in with TLS. */
    readonly https?: HttpsEntranceArgs["transform"];
    /** Changes to the parts of the way in without TLS. */
    readonly redirect?: HttpRedirectArgs["transform"];
  };
}

/**
 * The way from the internet to Cloud Run services: a global external Application Load Balancer with one address,
 * a certificate, routes by host and path, and a redirect of what comes without TLS.
 *
 * Cost: about 20 USD a month, requests, traffic and a rate limit on top (approximate).
 */
export class Edge extends pulumi.ComponentResource {
  /** The address to which DNS leads all hosts. */
  readonly address: pulumi.Output<string>;
  /** The records that must be in DNS: of the certificate, and of each host. Made by the component where it has a zone. */
  readonly dnsRecords: pulumi.Output<DnsRecord[]>;
  /** URLs of the hosts, by host. */
  readonly urls: Readonly<Record<string, string>>;
  /** Name of the URL map, the label by which metrics of the load balancer are told apart. */
  readonly urlMapName: pulumi.Output<string>;

  /** @throws RunError when an argument is not allowed. */
  constructor(name: string, args: EdgeArgs, options?: pulumi.ComponentResourceOptions) {
    refuse("Edge", name, frontendProblems(name, args, args.services));
    super("holdfast:edge:Edge", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const { address, certificate, limit, dnsRecords, urls } = createFrontend(
      name,
      args,
      args.transform,
      child,
    );
    const { urlMapName } = new HttpsEntrance(
      `${name}-https`,
      {
        ipAddress: address.address,
        hosts: args.hosts,
        backends: createBackends(name, args, limit, child),
        certificateMap: certificate.certificateMap,
        startsAfter: certificate.entries,
        transform: args.transform?.https,
      },
      child,
    );
    new HttpRedirect(
      `${name}-redirect`,
      { ipAddress: address.address, transform: args.transform?.redirect },
      child,
    );
    this.address = address.address;
    this.dnsRecords = dnsRecords;
    this.urls = urls;
    this.urlMapName = urlMapName;
    this.registerOutputs({});
  }
}

function createBackends(
  name: string,
  args: EdgeArgs,
  limit: RateLimit | undefined,
  child: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(
    routedServiceKeys(args.hosts).map((key) => {
      const backend = new CloudRunBackend(
        withinLimit(`${name}-${key}`, longestComputeName - autoNameLength),
        {
          region: args.region,
          service: found(args.services, key),
          accessLogSampleRate: args.accessLogSampleRate,
          securityPolicy: limit?.securityPolicyId,
          transform: args.transform?.backend,
        },
        child,
      );
      return [key, backend.backendServiceId];
    }),
  );
}
