import type * as pulumi from "@pulumi/pulumi";
import type { StackConfiguration } from "../config";
import type { Stores } from "./data/stores";
import { mapEntries } from "./map-entries";
import type { ImageRepository } from "./registry/image-repository";
import type { Services } from "./services/services";

/** The parts of the stack that outputs tell of. */
export interface StackParts {
  readonly configuration: StackConfiguration;
  readonly stores: Stores;
  readonly services: Services;
  /** Absent: the stack has no repository of its own. */
  readonly repository?: ImageRepository;
  /** Ids in Secret Manager of the secrets that the stack file declares. */
  readonly secretIds: readonly string[];
}

/** What `pulumi stack output` shows: where to look, and nothing secret. */
export interface StackOutputs {
  /** URLs of the services. */
  readonly urls: Readonly<Record<string, pulumi.Output<string>>>;
  /** Email addresses of the service accounts as which the services run. */
  readonly serviceAccounts: Readonly<Record<string, pulumi.Output<string>>>;
  /** Images of the services, as configured. */
  readonly images: Readonly<Record<string, string>>;
  /** What images of the stack's own repository, if it has one, are named after. */
  readonly imageRepositories: readonly pulumi.Output<string>[];
  /** Connection names of the databases, for Cloud SQL's connectors. */
  readonly connectionNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** Private addresses of the databases. */
  readonly databaseAddresses: Readonly<Record<string, pulumi.Output<string>>>;
  /** Private addresses of the caches. */
  readonly cacheAddresses: Readonly<
    Record<string, { readonly host: pulumi.Output<string>; readonly port: pulumi.Output<number> }>
  >;
  /** Ids in Secret Manager of the connection strings and passwords. Their values are read there. */
  readonly secretIds: readonly string[];
}

/** The outputs of the stack. */
export function stackOutputs(parts: StackParts): StackOutputs {
  const { configuration, repository } = parts;
  const { databases, caches } = parts.stores;
  const { services, credentialIds } = parts.services;
  return {
    urls: mapEntries(services, ({ service }) => service.url),
    serviceAccounts: mapEntries(services, ({ identity }) => identity.email),
    images: mapEntries(configuration.services, ({ image }) => image),
    imageRepositories: repository ? [repository.url] : [],
    connectionNames: mapEntries(databases, ({ connectionName }) => connectionName),
    databaseAddresses: mapEntries(databases, ({ privateAddress }) => privateAddress),
    cacheAddresses: mapEntries(caches, ({ host, port }) => ({ host, port })),
    secretIds: [...parts.secretIds, ...credentialIds],
  };
}
