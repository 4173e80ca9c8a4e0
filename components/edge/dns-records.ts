import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/** A record that must be in DNS. */
export interface DnsRecord {
  /** Name with its final dot, such as `app.example.com.`. */
  readonly name: string;
  /** Type, such as `A`. */
  readonly type: string;
  /** Data, such as an address, or a name with its final dot. */
  readonly data: string;
}

/** The arguments of {@link DnsRecords}. */
export interface DnsRecordsArgs {
  /** Name of the managed zone. Changing it deletes the records there and makes them in the other zone. */
  readonly managedZone: pulumi.Input<string>;
  /** The records by a name for each, which is part of the logical name. */
  readonly records: Readonly<Record<string, pulumi.Output<DnsRecord>>>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to every record. */
    readonly record?: Transform<gcp.dns.RecordSetArgs>;
  };
}

/** Seconds for which a record may be remembered: little enough to lead a host elsewhere in an outage. */
const ttl = 300;

/**
 * Records in a managed zone of Cloud DNS.
 *
 * Cost: 0.40 USD for a million queries (approximate).
 */
export class DnsRecords extends pulumi.ComponentResource {
  constructor(name: string, args: DnsRecordsArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:edge:DnsRecords", name, {}, options);
    for (const [key, record] of Object.entries(args.records)) {
      new gcp.dns.RecordSet(
        ...transformed<gcp.dns.RecordSetArgs>(
          args.transform?.record,
          `${name}-${key}`,
          {
            managedZone: args.managedZone,
            name: record.name,
            type: record.type,
            ttl,
            rrdatas: [record.data],
          },
          { parent: this, dependsOn: options?.dependsOn },
        ),
      );
    }
    this.registerOutputs({});
  }
}
