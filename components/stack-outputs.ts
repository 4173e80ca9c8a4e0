import type * as pulumi from "@pulumi/pulumi";
import { type BudgetReport, budgetReports, type StackConfiguration, startOrder } from "../config";
import type { Stores } from "./data/stores";
import type { DnsRecord } from "./edge/dns-records";
import type { StackEdge } from "./edge/stack-edge";
import type { StackCluster } from "./gke/stack-cluster";
import { mapEntries } from "./map-entries";
import type { ImageRepository } from "./registry/image-repository";
import type { Services } from "./services/services";

/** The parts of the stack that outputs tell of. */
export interface StackParts {
  readonly configuration: StackConfiguration;
  readonly stores: Stores;
  readonly services: Services;
  /** Absent: nothing runs on GKE. */
  readonly cluster?: StackCluster;
  /** Absent: no way leads from the internet to the services. */
  readonly edge?: StackEdge;
  /** Absent: the stack has no repository of its own. */
  readonly repository?: ImageRepository;
  /** Ids in Secret Manager of the secrets that the stack file declares. */
  readonly secretIds: readonly string[];
}

/** What `pulumi stack output` shows: where to look, and nothing secret. */
export interface StackOutputs {
  /** URLs of the services that have one of their own: not of those that only the load balancer leads to. */
  readonly urls: Readonly<Record<string, pulumi.Output<string>>>;
  /** URLs of the hosts, by host. */
  readonly hostUrls: Readonly<Record<string, string>>;
  /** Address to which DNS leads every host; absent without an edge. */
  readonly edgeAddress?: pulumi.Output<string>;
  /** Records that DNS must have: of the certificate, and of each host. The stack made them where it has a zone. */
  readonly dnsRecords: pulumi.Input<readonly DnsRecord[]>;
  /** Email addresses of the service accounts as which the services run. */
  readonly serviceAccounts: Readonly<Record<string, pulumi.Output<string>>>;
  /** The stages in which services start: those of one side by side, each after what it needs in those before. */
  readonly startOrder: readonly (readonly string[])[];
  /** Images of the services, as configured. */
  readonly images: Readonly<Record<string, string>>;
  /** What images of the stack's own repository, if it has one, are named after. */
  readonly imageRepositories: readonly pulumi.Output<string>[];
  /**
   * The GKE cluster, for `gcloud container clusters get-credentials NAME --location LOCATION --dns-endpoint`; absent
   * without one.
   */
  readonly cluster?: {
    readonly name: pulumi.Output<string>;
    readonly location: pulumi.Output<string>;
  };
  /** Connection names of the databases of Cloud SQL, for its connectors. */
  readonly connectionNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** Who can open how many connections to each database, during a rollout too, and what is left. */
  readonly connectionBudgets: Readonly<Record<string, BudgetReport>>;
  /** Private addresses or host names at which services reach the databases, or the poolers before them. */
  readonly databaseAddresses: Readonly<Record<string, pulumi.Output<string>>>;
  /** Private addresses of the read pools; absent where there are none. */
  readonly readAddresses?: Readonly<Record<string, pulumi.Output<string>>>;
  /** Private addresses of the caches. */
  readonly cacheAddresses: Readonly<
    Record<string, { readonly host: pulumi.Output<string>; readonly port: pulumi.Output<number> }>
  >;
  /** Ids in Secret Manager of the connection strings and passwords. Their values are read there. */
  readonly secretIds: readonly string[];
  /** Why logging is raised; absent while it is not. */
  readonly investigation?: string;
}

/** The outputs of the stack. */
export function stackOutputs(parts: StackParts): StackOutputs {
  const { configuration, edge, repository, cluster } = parts;
  const { databases, caches } = parts.stores;
  const investigation = configuration.observability?.investigation;
  const { services, credentialIds } = parts.services;
  return {
    urls: mapEntries(
      Object.fromEntries(
        Object.entries(services).filter(
          ([name]) => configuration.services[name]?.defaultUriDisabled !== true,
        ),
      ),
      ({ service }) => service.url,
    ),
    hostUrls: edge?.urls ?? {},
    ...(edge && { edgeAddress: edge.address }),
    dnsRecords: edge?.dnsRecords ?? [],
    serviceAccounts: mapEntries(services, ({ identity }) => identity.email),
    startOrder: startOrder(configuration),
    images: mapEntries(configuration.services, ({ image }) => image),
    imageRepositories: repository ? [repository.url] : [],
    ...(cluster && {
      cluster: { name: cluster.cluster.name, location: cluster.cluster.location },
    }),
    connectionNames: Object.fromEntries(
      Object.entries(databases).flatMap(([name, { connectionName }]) =>
        connectionName === undefined ? [] : [[name, connectionName]],
      ),
    ),
    connectionBudgets: budgetReports(configuration),
    databaseAddresses: mapEntries(databases, ({ host }) => host),
    ...readAddresses(databases),
    cacheAddresses: mapEntries(caches, ({ host, port }) => ({ host, port })),
    secretIds: [...parts.secretIds, ...credentialIds],
    ...(investigation !== undefined && { investigation }),
  };
}

function readAddresses(databases: Stores["databases"]): Pick<StackOutputs, "readAddresses"> {
  const read = Object.entries(databases).flatMap(([name, { readHost }]) =>
    readHost === undefined ? [] : [[name, readHost] as const],
  );
  return read.length === 0 ? {} : { readAddresses: Object.fromEntries(read) };
}
