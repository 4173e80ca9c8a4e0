import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { hostObjectName } from "../../config";
import { type Transform, transformed } from "../transform";
import type { DnsRecord } from "./dns-records";

/** The arguments of {@link WildcardCertificate}. */
export interface WildcardCertificateArgs {
  /**
   * Domain of the certificate, such as `example.com`; it is for that and for `*.example.com`. Changing it replaces
   * the certificate: hosts have none that is valid until the new one is issued.
   */
  readonly domain: string;
  /** Hosts that show the certificate: the domain, or one label below it. Changing them is in place. */
  readonly hosts: readonly string[];
  /**
   * Whether certificate and challenge are kept from deletion and replacement, by Pulumi (`protect`). To change
   * the domain: set this to false and run `pulumi up` first. Changing it is in place.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the DNS authorization. */
    readonly dnsAuthorization?: Transform<gcp.certificatemanager.DnsAuthorizationArgs>;
    /** Changes to the certificate. */
    readonly certificate?: Transform<gcp.certificatemanager.CertificateArgs>;
    /** Changes to the certificate map. */
    readonly certificateMap?: Transform<gcp.certificatemanager.CertificateMapArgs>;
    /** Changes to every entry of the map. */
    readonly entry?: Transform<gcp.certificatemanager.CertificateMapEntryArgs>;
  };
}

/**
 * A certificate for a domain and all hosts one label below it, issued and renewed by Certificate Manager, and the
 * map by which a load balancer shows it.
 *
 * A wildcard is issued against a record in DNS only, which also makes it independent of where hosts lead: it can be
 * there before the first host does. The map has an entry for each host and none for all others, so a name that
 * nobody declared gets no certificate.
 * https://cloud.google.com/certificate-manager/docs/domain-authorization
 *
 * Cost: none for up to 100 certificates (approximate).
 */
export class WildcardCertificate extends pulumi.ComponentResource {
  /** The record that proves to Certificate Manager that the domain is one's own; needed for every renewal. */
  readonly challenge: pulumi.Output<DnsRecord>;
  /** The map in the form that a proxy takes it, known once its entries are there. */
  readonly certificateMap: pulumi.Output<string>;
  /** Name of the map, as a Gateway of GKE takes it. */
  readonly certificateMapName: pulumi.Output<string>;
  /** The entries of the map; what shows the certificate comes after them. */
  readonly entries: readonly pulumi.Resource[];

  constructor(
    name: string,
    args: WildcardCertificateArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("holdfast:edge:WildcardCertificate", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const kept = { ...child, protect: args.deletionProtection ?? true };

    // Authorization and certificate have no name of ours: in a replacement the new ones stand beside the old.
    const authorization = new gcp.certificatemanager.DnsAuthorization(
      ...transformed<gcp.certificatemanager.DnsAuthorizationArgs>(
        args.transform?.dnsAuthorization,
        `${name}-dns`,
        { domain: args.domain },
        kept,
      ),
    );
    const certificate = new gcp.certificatemanager.Certificate(
      ...transformed<gcp.certificatemanager.CertificateArgs>(
        args.transform?.certificate,
        name,
        {
          managed: {
            domains: [args.domain, `*.${args.domain}`],
            dnsAuthorizations: [authorization.id],
          },
        },
        kept,
      ),
    );
    const map = new gcp.certificatemanager.CertificateMap(
      ...transformed<gcp.certificatemanager.CertificateMapArgs>(
        args.transform?.certificateMap,
        `${name}-map`,
        { name: `${name}-map` },
        child,
      ),
    );
    this.entries = args.hosts.map(
      (hostname) =>
        new gcp.certificatemanager.CertificateMapEntry(
          ...transformed<gcp.certificatemanager.CertificateMapEntryArgs>(
            args.transform?.entry,
            `${name}-${hostname}`,
            {
              name: hostObjectName(hostname),
              map: map.name,
              certificates: [certificate.id],
              hostname,
            },
            child,
          ),
        ),
    );
    this.challenge = authorization.dnsResourceRecords.apply(challengeIn);
    this.certificateMap = pulumi.interpolate`//certificatemanager.googleapis.com/${map.id}`;
    this.certificateMapName = map.name;
    this.registerOutputs({});
  }
}

/** The one record of a DNS authorization. */
function challengeIn(
  records: readonly gcp.types.output.certificatemanager.DnsAuthorizationDnsResourceRecord[],
): DnsRecord {
  const [{ name = "", type = "", data = "" } = {}] = records;
  return { name, type, data };
}
