import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { longestComputeName, withinLimit } from "../../config";
import { type Problem, refuse } from "../invalid";
import { computeNameProblem } from "../network/compute-name";
import { found } from "../services/variable-values";
import { type Transform, transformed } from "../transform";
import { CloudRunBackend, type CloudRunBackendArgs } from "./cloud-run-backend";
import { type DnsRecord, DnsRecords, type DnsRecordsArgs } from "./dns-records";
import { HttpRedirect, type HttpRedirectArgs } from "./http-redirect";
import { HttpsEntrance, type HttpsEntranceArgs } from "./https-entrance";
import { RateLimit, type RateLimitArgs, type RateLimitSettings } from "./rate-limit";
import { type HostRoutes, routedServiceKeys } from "./routing";
import { WildcardCertificate, type WildcardCertificateArgs } from "./wildcard-certificate";

/** The arguments of {@link Edge}. */
export interface EdgeArgs {
  /** Region of the services. Changing it replaces their endpoint groups. */
  readonly region: pulumi.Input<string>;
  /** Domain of the certificate, see {@link WildcardCertificateArgs.domain}. */
  readonly domain: string;
  /**
   * Name of the managed zone of Cloud DNS in which the records are made. Changing it moves them.
   * @default none, the records are only told by `dnsRecords`
   */
  readonly dnsZone?: pulumi.Input<string>;
  /** Hosts, each with what it leads to; at least one. Changing them is in place. */
  readonly hosts: Readonly<Record<string, HostRoutes>>;
  /** Names of the Cloud Run services by key, for every service to which a host leads. */
  readonly services: Readonly<Record<string, pulumi.Input<string>>>;
  /** Limit of the requests of one client to one service. Changing it is in place. @default none */
  readonly rateLimit?: RateLimitSettings;
  /** Part of the requests that are logged, 0 to 1. Changing it is in place. @default 1 */
  readonly accessLogSampleRate?: number;
  /**
   * Whether address and certificate are kept from deletion and replacement, by Pulumi (`protect`). To delete them:
   * set this to false and run `pulumi up`, then remove the component or run `pulumi destroy`. Changing it is in place.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the address. */
    readonly address?: Transform<gcp.compute.GlobalAddressArgs>;
    /** Changes to the parts of the certificate. */
    readonly certificate?: WildcardCertificateArgs["transform"];
    /** Changes to the parts of every backend. */
    readonly backend?: CloudRunBackendArgs["transform"];
    /** Changes to the parts of the way in with TLS. */
    readonly https?: HttpsEntranceArgs["transform"];
    /** Changes to the parts of the way in without TLS. */
    readonly redirect?: HttpRedirectArgs["transform"];
    /** Changes to the parts of the limit. */
    readonly rateLimit?: RateLimitArgs["transform"];
    /** Changes to the records. */
    readonly records?: DnsRecordsArgs["transform"];
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
    refuse("Edge", name, problemsOf(name, args));
    super("holdfast:edge:Edge", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const hosts = Object.keys(args.hosts);
    const address = createAddress(name, args, child);
    this.address = address.address;

    const certificate = new WildcardCertificate(
      `${name}-certificate`,
      {
        domain: args.domain,
        hosts,
        deletionProtection: args.deletionProtection,
        transform: args.transform?.certificate,
      },
      child,
    );
    const { urlMapName } = new HttpsEntrance(
      `${name}-https`,
      {
        ipAddress: this.address,
        hosts: args.hosts,
        backends: createBackends(name, args, child),
        certificateMap: certificate.certificateMap,
        startsAfter: certificate.entries,
        transform: args.transform?.https,
      },
      child,
    );
    new HttpRedirect(
      `${name}-redirect`,
      { ipAddress: this.address, transform: args.transform?.redirect },
      child,
    );
    const records = recordsOf(hosts, this.address, certificate.challenge);
    if (args.dnsZone !== undefined) {
      new DnsRecords(
        `${name}-dns`,
        { managedZone: args.dnsZone, records, transform: args.transform?.records },
        child,
      );
    }
    this.dnsRecords = pulumi.all(Object.values(records));
    this.urls = Object.fromEntries(hosts.map((host) => [host, `https://${host}`]));
    this.urlMapName = urlMapName;
    this.registerOutputs({});
  }
}

function createAddress(
  name: string,
  args: EdgeArgs,
  child: pulumi.CustomResourceOptions,
): gcp.compute.GlobalAddress {
  return new gcp.compute.GlobalAddress(
    ...transformed<gcp.compute.GlobalAddressArgs>(
      args.transform?.address,
      name,
      { name, addressType: "EXTERNAL", ipVersion: "IPV4" },
      { ...child, protect: args.deletionProtection ?? true },
    ),
  );
}

/** Characters that Pulumi adds to a name: a hyphen and seven at random. */
const autoNameLength = 8;

function createBackends(
  name: string,
  args: EdgeArgs,
  child: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
  const limit =
    args.rateLimit &&
    new RateLimit(
      `${name}-limit`,
      { ...args.rateLimit, transform: args.transform?.rateLimit },
      child,
    );
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

/** The records that DNS needs, each by a name of its own. */
function recordsOf(
  hosts: readonly string[],
  address: pulumi.Output<string>,
  challenge: pulumi.Output<DnsRecord>,
): Record<string, pulumi.Output<DnsRecord>> {
  return {
    challenge,
    ...Object.fromEntries(
      hosts.map((host) => [host, address.apply((data) => ({ name: `${host}.`, type: "A", data }))]),
    ),
  };
}

function problemsOf(
  name: string,
  { hosts, services, accessLogSampleRate = 1 }: EdgeArgs,
): Problem[] {
  const longestName = computeNameProblem(
    `${name}-certificate-dns-${"0".repeat(autoNameLength - 1)}`,
  );
  const missing = routedServiceKeys(hosts).filter((key) => services[key] === undefined);
  return [
    ...(longestName ? [{ path: "name", reason: longestName }] : []),
    ...(Object.keys(hosts).length > 0
      ? []
      : [{ path: "hosts", reason: "is empty. A load balancer needs a host. Add one." }]),
    ...missing.map((key) => ({
      path: "hosts",
      reason: `leads to "${key}", which is not among services. Add it there, or remove the route.`,
    })),
    ...(accessLogSampleRate >= 0 && accessLogSampleRate <= 1
      ? []
      : [
          {
            path: "accessLogSampleRate",
            reason: `is ${accessLogSampleRate}. Allowed are 0 to 1. Change it.`,
          },
        ]),
  ];
}
