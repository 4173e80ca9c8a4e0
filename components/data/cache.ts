import type * as pulumi from "@pulumi/pulumi";

/** A Redis cache as services know it, whatever runs it. */
export interface Cache {
  /** Host name or address at which services reach it. */
  readonly host: pulumi.Output<string>;
  /** Port at which services reach it. */
  readonly port: pulumi.Output<number>;
  /** The password, if clients need one. Secret. */
  readonly password?: pulumi.Output<string>;
  /** Whether it speaks TLS. */
  readonly tls: boolean;
  /** The certificates (PEM) by which the server is known; empty without TLS. Public. */
  readonly certificateAuthority: pulumi.Output<string>;
}
