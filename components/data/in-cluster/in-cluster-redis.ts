import * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";
import { parseMemory } from "../../../config";
import { checksum } from "../../gke/checksum";
import { labelsOf } from "../../gke/labels";
import { createSecret } from "../../gke/secret";
import { type Problem, refuse } from "../../invalid";
import type { Transform } from "../../transform";
import type { Cache } from "../cache";
import { createPassword } from "../password";
import { redisConfiguration, redisServer } from "./redis-server";
import { createStore, type StoreArgs, type StoreTransforms } from "./store";

/** The arguments of {@link InClusterRedis}. */
export interface InClusterRedisArgs extends StoreArgs {
  /**
   * Memory that the data may take, such as `"1Gi"`. The container is given half as much again. Changing it restarts
   * the cache.
   * @default "1Gi"
   */
  readonly memory?: string;
  /** What goes when the memory is full. Changing it restarts the cache. @default "volatile-lru" */
  readonly maxmemoryPolicy?:
    | "noeviction"
    | "allkeys-lru"
    | "allkeys-lfu"
    | "allkeys-random"
    | "volatile-lru"
    | "volatile-lfu"
    | "volatile-random"
    | "volatile-ttl";
  /** Clients that the cache accepts at once, 10 to 65000. Changing it restarts the cache. @default 10000 */
  readonly maxClients?: number;
  /**
   * When writes reach the volume: `"everysec"`, `"always"`, or `"disabled"`, which has no volume. Changing it restarts
   * the cache; to or from `"disabled"` it is replaced, which `deletionProtection` refuses, and starts empty.
   * @default "everysec"
   */
  readonly persistence?: "everysec" | "always" | "disabled";
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: StoreTransforms & {
    /** Changes to the generated password. */
    readonly password?: Transform<random.RandomPasswordArgs>;
  };
}

/**
 * A Redis in the cluster: one pod with its volume, without root, that nobody enters without the generated password.
 *
 * The password changes with `pulumi up --replace <URN of its RandomPassword>`, which restarts the cache. Without a
 * certificate (`tls`) everything goes in clear within the cluster.
 *
 * Cost: about 35 USD a month for 0.5 vCPU, 1.5 GiB and 10 GiB of volume on Autopilot (approximate).
 */
export class InClusterRedis extends pulumi.ComponentResource implements Cache {
  /** The host name. What is made from it comes after the server is ready. */
  readonly host: pulumi.Output<string>;
  /** The port. */
  readonly port: pulumi.Output<number>;
  /** The password. Secret. */
  readonly password: pulumi.Output<string>;
  /** Whether it takes nothing but TLS. */
  readonly tls: boolean;
  /** The certificates (PEM) by which the server is known; empty without TLS. Public. */
  readonly certificateAuthority: pulumi.Output<string>;

  /** @throws RunError when an argument is not allowed. */
  constructor(name: string, args: InClusterRedisArgs, options?: pulumi.ComponentResourceOptions) {
    refuse("InClusterRedis", name, problemsOf(args));
    super("holdfast:data:InClusterRedis", name, {}, options);
    const child: pulumi.CustomResourceOptions = {
      parent: this,
      provider: args.provider,
      dependsOn: options?.dependsOn,
    };
    const port = 6379;
    this.password = createPassword(name, args.transform?.password, { parent: this });
    const settings = {
      password: this.password,
      "redis.conf": this.password.apply((known) => redisConfiguration(args, port, known)),
    };
    const secretName = `${name}-settings`;
    const secret = createSecret(
      secretName,
      settings,
      {
        name: secretName,
        namespace: args.namespace,
        labels: labelsOf(name, args.application),
      },
      child,
    );
    const server = redisServer(args, port, {
      secretName,
      annotations: checksum(settings),
      reads: [secret],
    });
    this.host = createStore(name, args, server, args.transform, child);
    this.port = pulumi.output(port);
    this.tls = args.tls !== undefined;
    this.certificateAuthority = pulumi.output(args.tls?.certificateAuthority ?? "");
    this.registerOutputs({ host: this.host, port: this.port });
  }
}

function problemsOf({ memory }: InClusterRedisArgs): Problem[] {
  return memory === undefined || parseMemory(memory) !== undefined
    ? []
    : [
        {
          path: "memory",
          reason: `is "${memory}". A number and one unit are allowed, "Mi", "Gi" or "Ti". Write it like "1Gi".`,
        },
      ];
}
