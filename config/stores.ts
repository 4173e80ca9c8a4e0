import { poolerPort } from "../policies/models/connection/pooler";
import { type Pooled, poolerOf } from "./poolers";

/**
 * What is asked of a database or a cache whatever runs it, of the stack file or of the configuration.
 */

/** A database or cache as far as its type is known. */
interface Typed {
  readonly type?: string;
}

/** The databases or caches of one type, by name, of those that could be read. */
export function ofType<Store extends Typed, Type extends NonNullable<Store["type"]>>(
  stores: Readonly<Record<string, Store | undefined>> | undefined,
  type: Type,
): [string, Extract<Store, { readonly type?: Type }>][] {
  return Object.entries(stores ?? {}).filter(
    (entry): entry is [string, Extract<Store, { readonly type?: Type }>] => entry[1]?.type === type,
  );
}

/** How services log in to a database. One that knows no IAM knows passwords only. */
export function authenticationOf(database: {
  readonly type?: string;
  readonly authentication?: "password" | "iam";
}): "password" | "iam" | undefined {
  return database.type === "in-cluster" ? "password" : database.authentication;
}

/** The port of PostgreSQL. Cloud SQL and AlloyDB have no other, and the server in the cluster keeps it. */
const postgresPort = 5432;

/** The port on which services reach a database: that of its pooler where it has one. */
export function portOf({ pooling }: { readonly pooling?: boolean }): number {
  return pooling === true ? poolerPort : postgresPort;
}

/**
 * Whether the certificates are known of what services connect to: AlloyDB's provider does not tell them, and PgBouncer has
 * none but those of a database in the cluster.
 */
export function tellsCertificates(database: Pooled & { readonly tls?: object }): boolean {
  return database.type === "in-cluster"
    ? database.tls !== undefined
    : database.type !== "alloydb" && poolerOf(database) !== "pgbouncer";
}

/** A cache as far as the way to it goes. */
interface CacheAccess {
  readonly type?: string;
  readonly authEnabled?: boolean;
  readonly transitEncryptionMode?: string;
  readonly tls?: object;
}

/** Whether a cache demands a password; one in the cluster always does. */
export function demandsPassword(cache: CacheAccess): boolean {
  return cache.type === "in-cluster" || cache.authEnabled !== false;
}

/** Whether a cache speaks TLS. */
export function speaksTls(cache: CacheAccess): boolean {
  return cache.type === "in-cluster"
    ? cache.tls !== undefined
    : cache.transitEncryptionMode !== "DISABLED";
}

/** The databases of a cluster of AlloyDB that are not there by themselves. */
export function createdByJob(databases: Readonly<Record<string, unknown>> | undefined): string[] {
  return Object.keys(databases ?? {}).filter((name) => name !== "postgres");
}

/** The name by which the pods of the job are labelled that prepares a database: no store or service has it. */
export function preparationName(database: string): string {
  return `${database}-preparation`;
}
