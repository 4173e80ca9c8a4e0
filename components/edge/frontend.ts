import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../invalid";
import { computeNameProblem } from "../network/compute-name";
import { type Transform, transformed } from "../transform";
import { type DnsRecord, DnsRecords, type DnsRecordsArgs } from "./dns-records";
import { RateLimit, type RateLimitArgs, type RateLimitSettings } from "./rate-limit";
import { type HostRoutes, routedServiceKeys } from "./routing";
import { WildcardCertificate, type WildcardCertificateArgs } from "./wildcard-certificate";

/** What every edge says of its hosts, whatever runs behind them. */
export interface FrontendArgs {
  /** Domain of the certificate, see {@link WildcardCertificateArgs.domain}. */
  readonly domain: string;
  /**
   * Name of the managed zone of Cloud DNS in which the records are made. Changing it moves them.
   * @default none, the records are only told by `dnsRecords`
   */
  readonly dnsZone?: pulumi.Input<string>;
  /** Hosts, each with what it leads to; at least one. Changing them is in place. */
  readonly hosts: Readonly<Record<string, HostRoutes>>;
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
}

/** Changes to the children of a frontend. See {@link Transform}. */
export interface FrontendTransforms {
  /** Changes to the address. */
  readonly address?: Transform<gcp.compute.GlobalAddressArgs>;
  /** Changes to the parts of the certificate. */
  readonly certificate?: WildcardCertificateArgs["transform"];
  /** Changes to the records. */
  readonly records?: DnsRecordsArgs["transform"];
  /** Changes to the parts of the limit. */
  readonly rateLimit?: RateLimitArgs["transform"];
}

/** What a load balancer shows to the internet: an address, a certificate, the records that lead to them, and a limit. */
export interface Frontend {
  readonly address: gcp.compute.GlobalAddress;
  readonly certificate: WildcardCertificate;
  /** The limit that its backends name; absent where there is none. */
  readonly limit?: RateLimit;
  /** The records that must be in DNS: of the certificate, and of each host. */
  readonly dnsRecords: pulumi.Output<DnsRecord[]>;
  /** URLs of the hosts, by host. */
  readonly urls: Readonly<Record<string, string>>;
}

/** Creates address, certificate, limit and, where there is a zone, the records in DNS, as children of an edge. */
export function createFrontend(
  name: string,
  args: FrontendArgs,
  transform: FrontendTransforms | undefined,
  child: pulumi.CustomResourceOptions,
): Frontend {
  const hosts = Object.keys(args.hosts);
  const address = new gcp.compute.GlobalAddress(
    ...transformed<gcp.compute.GlobalAddressArgs>(
      transform?.address,
      name,
      { name, addressType: "EXTERNAL", ipVersion: "IPV4" },
      { ...child, protect: args.deletionProtection ?? true },
    ),
  );
  const certificate = new WildcardCertificate(
    `${name}-certificate`,
    {
      domain: args.domain,
      hosts,
      deletionProtection: args.deletionProtection,
      transform: transform?.certificate,
    },
    child,
  );
  const records = recordsOf(hosts, address.address, certificate.challenge);
  if (args.dnsZone !== undefined) {
    new DnsRecords(
      `${name}-dns`,
      { managedZone: args.dnsZone, records, transform: transform?.records },
      child,
    );
  }
  const limit =
    args.rateLimit &&
    new RateLimit(`${name}-limit`, { ...args.rateLimit, transform: transform?.rateLimit }, child);
  return {
    address,
    certificate,
    limit,
    dnsRecords: pulumi.all(Object.values(records)),
    urls: Object.fromEntries(hosts.map((host) => [host, `https://${host}`])),
  };
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

/** Characters that Pulumi adds to a name: a hyphen and seven at random. */
export const autoNameLength = 8;

/**
 * What is wrong with the arguments that all edges have.
 *
 * @param services What is known of each service, by its key.
 */
export function frontendProblems(
  name: string,
  { hosts, accessLogSampleRate = 1 }: FrontendArgs,
  services: Readonly<Record<string, unknown>>,
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
