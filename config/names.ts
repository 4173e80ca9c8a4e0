import { createHash } from "node:crypto";
import type { UrlForm } from "./schema/url-form";

/**
 * The names in Google Cloud that follow from the stack file, and the limits that each kind of name has.
 * The rules refuse a name beyond its limit before anything is created.
 */

/** What the name of one kind of thing may be. */
export interface NameLimit {
  /** The kind in the words of a message, such as `Cloud SQL instance`. */
  readonly kind: string;
  /** Shortest length. */
  readonly shortest: number;
  /** Greatest length. */
  readonly longest: number;
}

/** The limits by kind, with the source of each. */
export const nameLimits = {
  /** https://cloud.google.com/vpc/docs/configure-serverless-vpc-access: shorter than 21, a hyphen counts twice. */
  connector: { kind: "connector", shortest: 2, longest: 20 },
  /** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters#Cluster.FIELDS.name */
  cluster: { kind: "GKE cluster", shortest: 1, longest: 40 },
  /** The same limit: https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools */
  nodePool: { kind: "node pool", shortest: 1, longest: 40 },
  /** https://cloud.google.com/sql/docs/postgres/instance-settings: 98 together with project and colon. */
  sqlInstanceWithProject: { kind: "Cloud SQL instance with its project", shortest: 1, longest: 98 },
  /** 63 in all with "-secondary-primary", the longest of the suffixes of its parts. */
  alloyDb: { kind: "AlloyDB cluster", shortest: 1, longest: 45 },
  /** 63 in all, as a label, with "-preparation-" and the 7 characters that make the name of a job its own. */
  store: { kind: "store in the cluster", shortest: 2, longest: 43 },
  /** https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/redis_instance */
  redis: { kind: "Memorystore instance", shortest: 2, longest: 41 },
  /**
   * https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.services: less than 50. The account
   * id of a single letter would be too short.
   */
  service: { kind: "Cloud Run service", shortest: 2, longest: 49 },
} as const satisfies Record<string, NameLimit>;

/** Name of a stack's connector where the stack file gives none. */
export function connectorName(stack: string): string {
  return `${stack}-egress`;
}

/** Name of what leads from the internet to the services of a stack, and of the namespace of its Gateway. */
export function edgeName(stack: string): string {
  return `${stack}-edge`;
}

/** Name of a database or cache instance where the stack file gives none. */
export function instanceName(stack: string, key: string): string {
  return `${stack}-${key}`;
}

/** Greatest length of an account id: https://cloud.google.com/iam/docs/service-accounts-create. */
const longestAccountId = 30;
const accountSuffix = "-run";
const hashLength = 8;

/** A name within a limit. One that is too long is cut, and told apart from others by a hash of the whole. */
export function withinLimit(name: string, longest: number): string {
  if (name.length <= longest) {
    return name;
  }
  const hash = createHash("sha256").update(name).digest("hex").slice(0, hashLength);
  return `${name.slice(0, longest - hashLength - 1).replace(/-+$/, "")}-${hash}`;
}

/** Account id of the service account of a service: its name, cut where it is too long, and `-run`. */
export function serviceAccountId(service: string): string {
  return `${withinLimit(service, longestAccountId - accountSuffix.length)}${accountSuffix}`;
}

const nodeAccountSuffix = "-nodes";

/** Account id of the service account of a cluster's nodes: the stack's name, cut where it is too long, and `-nodes`. */
export function nodeAccountId(stack: string): string {
  return `${withinLimit(stack, longestAccountId - nodeAccountSuffix.length)}${nodeAccountSuffix}`;
}

/** Greatest length of the name of a Compute Engine object: https://cloud.google.com/compute/docs/naming-resources. */
export const longestComputeName = 63;

/**
 * Name of what a load balancer has for one host. A dot becomes a hyphen and a hyphen two, so that no two hosts
 * have the same one.
 */
export function hostObjectName(host: string): string {
  const flat = host.replaceAll("-", "--").replaceAll(".", "-");
  return withinLimit(`host-${flat}`, longestComputeName);
}

/** Length of a connector's name as the API counts it: each hyphen twice. */
export function connectorNameLength(name: string): number {
  return name.replaceAll("-", "--").length;
}

/** A credential that a use needs in Secret Manager. Consumers of the same one share it. */
export type CredentialSource =
  | {
      readonly kind: "postgres-url";
      readonly target: string;
      readonly database: string;
      readonly user: string;
      /** How the URL is written; absent for the usual form. */
      readonly form?: UrlForm;
    }
  | { readonly kind: "postgres-password"; readonly target: string; readonly user: string }
  | {
      readonly kind: "redis-url";
      readonly target: string;
      /** Number of the database; absent for 0. */
      readonly number?: number;
    }
  | { readonly kind: "redis-password"; readonly target: string };

function suffixOf(part: string | number | undefined): string {
  return part === undefined ? "" : `-${part}`;
}

/** Id under which a credential stands in Secret Manager. */
export function credentialId(credential: CredentialSource): string {
  switch (credential.kind) {
    case "postgres-url":
      return `${credential.target}-${credential.database}-${credential.user}-url${suffixOf(credential.form?.replaceAll("+", "-"))}`;
    case "postgres-password":
      return `${credential.target}-${credential.user}-password`;
    case "redis-url":
      return `${credential.target}-url${suffixOf(credential.number)}`;
    case "redis-password":
      return `${credential.target}-password`;
  }
}

/**
 * Id of the secret without a value whose full name tells the project's number. It is there where a service
 * has an optional use of another.
 */
export const projectNumberSecretId = "services-project-number";
