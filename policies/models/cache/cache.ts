import { Place } from "../../framework/place";
import type { Named } from "../../framework/subject";

/** A cache of Memorystore, as its policies see it, whichever of its three products it is. */
export interface Cache {
  /** The setting by which clients have to prove who they are. */
  readonly authentication: Place;
  /** Values of {@link authentication} under which they have to. */
  readonly authenticated: readonly (string | boolean)[];
  /** The setting by which the traffic is encrypted. */
  readonly encryption: Place;
  /** The value of {@link encryption} under which it is. */
  readonly encrypted: string;
  /** Whether it follows a cache of another region, from which it takes both settings. */
  readonly isSecondary: boolean;
}

interface Spelling {
  readonly authentication: string;
  readonly authenticated: Cache["authenticated"];
  readonly encrypted: string;
  /** Where a cache says that it follows another one. */
  readonly role: readonly string[];
}

const SPELLINGS: ReadonlyMap<string, Spelling> = new Map([
  [
    "gcp:redis/instance:Instance",
    {
      authentication: "authEnabled",
      authenticated: [true],
      encrypted: "SERVER_AUTHENTICATION",
      role: [],
    },
  ],
  [
    "gcp:redis/cluster:Cluster",
    {
      authentication: "authorizationMode",
      authenticated: ["AUTH_MODE_IAM_AUTH"],
      encrypted: "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION",
      role: ["crossClusterReplicationConfig", "clusterRole"],
    },
  ],
  [
    "gcp:memorystore/instance:Instance",
    {
      authentication: "authorizationMode",
      authenticated: ["IAM_AUTH", "TOKEN_AUTH"],
      encrypted: "SERVER_AUTHENTICATION",
      role: ["crossInstanceReplicationConfig", "instanceRole"],
    },
  ],
]);

/** Tells by the type alone whether a resource is a cache. */
export function isCache(type: string): boolean {
  return SPELLINGS.has(type);
}

/** Reads a cache; undefined for any other type. */
export function readCache(resource: Named): Cache | undefined {
  const spelling = SPELLINGS.get(resource.type);
  if (spelling === undefined) {
    return undefined;
  }
  const root = new Place(resource.props);
  return {
    authentication: root.at(spelling.authentication),
    authenticated: spelling.authenticated,
    encryption: root.at("transitEncryptionMode"),
    encrypted: spelling.encrypted,
    isSecondary: spelling.role.length > 0 && root.at(...spelling.role).value === "SECONDARY",
  };
}
