import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";
import type { Cache } from "./cache";
import { certificateAuthorityOf } from "./certificate-authority";

/** The arguments of {@link Redis}. */
export interface RedisArgs {
  /** Region of the instance. Changing it replaces the instance and loses its data. */
  readonly region: pulumi.Input<string>;
  /** Name of the instance, 2 to 41 characters. Changing it replaces the instance and loses its data. */
  readonly instanceName: string;
  /**
   * Version: `"REDIS_5_0"`, `"REDIS_6_X"`, `"REDIS_7_0"` or `"REDIS_7_2"`. Raising it upgrades in place.
   * Lowering it replaces the instance and loses its data, except to or from `"REDIS_6_X"`, which the provider
   * cannot compare: there the API refuses it.
   */
  readonly redisVersion: string;
  /**
   * Memory in GB, 1 to 300. Changing it is in place: moments without the cache with `"STANDARD_HA"`, all data
   * lost with `"BASIC"`.
   */
  readonly memorySizeGb: number;
  /** Id of the VPC network in which the instance has its address. Changing it replaces the instance and loses its data. */
  readonly network: pulumi.Input<string>;
  /**
   * `"STANDARD_HA"` keeps a replica in a second zone that takes over; `"BASIC"` has none.
   * Changing it replaces the instance and loses its data.
   * @default "STANDARD_HA"
   */
  readonly tier?: "STANDARD_HA" | "BASIC";
  /**
   * Whether clients need a password. Changing it is in place: clients without the password are refused from
   * then on.
   * @default true
   */
  readonly authEnabled?: boolean;
  /**
   * `"SERVER_AUTHENTICATION"` is TLS, `"DISABLED"` sends everything, the password included, in clear.
   * Changing it replaces the instance and loses its data.
   * @default "SERVER_AUTHENTICATION"
   */
  readonly transitEncryptionMode?: "SERVER_AUTHENTICATION" | "DISABLED";
  /**
   * How often the data is written to disk, so that it outlives a failure of both nodes: `"ONE_HOUR"`,
   * `"SIX_HOURS"`, `"TWELVE_HOURS"`, `"TWENTY_FOUR_HOURS"` or `"NEVER"`. Changing it is in place; `"NEVER"`
   * deletes the snapshots that exist.
   * @default "TWELVE_HOURS"
   */
  readonly snapshots?: "ONE_HOUR" | "SIX_HOURS" | "TWELVE_HOURS" | "TWENTY_FOUR_HOURS" | "NEVER";
  /**
   * Whether the instance is kept from deletion, by Pulumi (`protect`) and by the provider. To delete it: set
   * this to false and run `pulumi up`, then remove the component or run `pulumi destroy`. Changing it is in place.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the instance. */
    readonly instance?: Transform<gcp.redis.InstanceArgs>;
  };
}

/**
 * A Memorystore for Redis instance with a private address, a password, TLS, a replica and snapshots.
 *
 * It must depend on the private services access of its network (`dependsOn`): its address comes from there,
 * and nothing else of the connection appears among its arguments.
 *
 * Cost: about 47 USD a month for each GB with a replica (approximate).
 */
export class Redis extends pulumi.ComponentResource implements Cache {
  /** The address. */
  readonly host: pulumi.Output<string>;
  /** The port, which depends on whether there is TLS. */
  readonly port: pulumi.Output<number>;
  /** The password, if clients need one. Secret. */
  readonly password?: pulumi.Output<string>;
  /** Whether the instance speaks TLS. */
  readonly tls: boolean;
  /** The certificates (PEM) by which the server is known; empty without TLS. Public. */
  readonly certificateAuthority: pulumi.Output<string>;

  constructor(name: string, args: RedisArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:data:Redis", name, {}, options);
    const protect = args.deletionProtection ?? true;
    const authEnabled = args.authEnabled ?? true;
    const transitEncryptionMode = args.transitEncryptionMode ?? "SERVER_AUTHENTICATION";

    const instance = new gcp.redis.Instance(
      ...transformed<gcp.redis.InstanceArgs>(
        args.transform?.instance,
        name,
        {
          name: args.instanceName,
          region: args.region,
          redisVersion: args.redisVersion,
          tier: args.tier ?? "STANDARD_HA",
          memorySizeGb: args.memorySizeGb,
          authorizedNetwork: args.network,
          connectMode: "PRIVATE_SERVICE_ACCESS",
          authEnabled,
          transitEncryptionMode,
          persistenceConfig: persistenceConfig(args.snapshots ?? "TWELVE_HOURS"),
          deletionProtection: protect,
        },
        { parent: this, dependsOn: options?.dependsOn, protect },
      ),
    );
    this.host = instance.host;
    this.port = instance.port;
    this.password = authEnabled ? pulumi.secret(instance.authString) : undefined;
    this.tls = transitEncryptionMode === "SERVER_AUTHENTICATION";
    this.certificateAuthority = instance.serverCaCerts.apply(certificateAuthorityOf);
    this.registerOutputs({ host: this.host, port: this.port });
  }
}

function persistenceConfig(
  snapshots: NonNullable<RedisArgs["snapshots"]>,
): gcp.types.input.redis.InstancePersistenceConfig {
  return snapshots === "NEVER"
    ? { persistenceMode: "DISABLED" }
    : { persistenceMode: "RDB", rdbSnapshotPeriod: snapshots };
}
