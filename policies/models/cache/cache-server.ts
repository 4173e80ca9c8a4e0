import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { subjectOf } from "../../framework/subject";
import { Unknown, type Value } from "../../framework/value";
import type { Container, Workload } from "../workload/workload";

/** A password, and where it comes from. Never show it. */
export interface ServerPassword {
  readonly text: Value<string>;
  /** Names the one place that it is taken from, so that another one who takes it from there has the same. */
  readonly origin: string;
  /** URNs of the resources that it is made from. */
  readonly madeFrom: readonly string[];
  /** Whether another program makes it, so that nothing here will ever tell what it is. */
  readonly isElsewhere: boolean;
}

/** A cache to which clients connect with a password, or could. */
export interface CacheServer {
  readonly resource: StackResource;
  /** What messages call it, such as `StatefulSet "redis"`. */
  readonly subject: string;
  /** The workload and the container that run it, for a server in the cluster. */
  readonly workload?: Workload;
  readonly container?: Container;
  /** Property path of what decides how clients prove who they are. */
  readonly path: string;
  /**
   * - `password`: they must give one;
   * - `nothing`: whoever reaches it is let in;
   * - an unknown, where that cannot be told.
   */
  readonly demands: Value<"password" | "nothing">;
  readonly password?: ServerPassword;
  /** Whether it speaks TLS; undefined where nothing tells. */
  readonly tls?: "no" | "also" | "only";
  /** Whether it can be reached from its own pod alone. */
  readonly isLocal: boolean;
}

/** Type token of a Memorystore for Redis instance, the only one of its products that has a password. */
export const REDIS_INSTANCE = "gcp:redis/instance:Instance";

/** Reads a Memorystore for Redis instance; undefined for any other resource. */
export function readRedisInstance(resource: StackResource): CacheServer | undefined {
  if (resource.type !== REDIS_INSTANCE) {
    return undefined;
  }
  const inputs = new Place(resource.inputs ?? resource.props);
  const authentication = inputs.at("authEnabled");
  const isOn = authentication.flag();
  const encryption = inputs.at("transitEncryptionMode").value;
  const text = new Place(resource.props).at("authString").text();
  return {
    resource,
    subject: subjectOf({ ...resource, props: resource.inputs ?? resource.props }),
    path: authentication.path,
    demands: isOn instanceof Unknown ? isOn : isOn === true ? "password" : "nothing",
    ...(text === undefined || text === ""
      ? {}
      : {
          password: {
            text,
            origin: `${resource.urn} authString`,
            madeFrom: [resource.urn],
            isElsewhere: false,
          },
        }),
    ...(encryption instanceof Unknown
      ? {}
      : { tls: encryption === "SERVER_AUTHENTICATION" ? "only" : "no" }),
    isLocal: false,
  };
}
