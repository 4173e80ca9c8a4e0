import type * as pulumi from "@pulumi/pulumi";
import { namespacesOf, type StackConfiguration } from "../../config";
import type { StackCluster } from "../gke/stack-cluster";
import type { Network } from "../network/network";
import type { ProjectApis } from "../project/project-apis";
import type { SecretReference } from "../secrets/credential";
import { Collectors } from "../telemetry/collectors";
import type { ClusterPlace } from "./kubernetes/create-service";
import { NetworkPolicies } from "./network-policies/network-policies";
import { networkPaths } from "./network-policies/paths";
import { Services } from "./services";
import type { DataStores } from "./variable-values";

/** What services of a stack stand on. */
export interface ServicesGround {
  readonly network: Network;
  /** The GKE cluster; absent where nothing runs on one. */
  readonly cluster?: StackCluster;
  /** Databases and caches. */
  readonly stores: DataStores;
  /** The declared secrets by name. */
  readonly secrets: Readonly<Record<string, SecretReference>>;
  /** What holds the images of the stack, if it has a repository of its own. */
  readonly repository?: pulumi.Resource;
  readonly apis: ProjectApis;
}

/** Creates the services of the stack file, and the collectors to which they send telemetry. */
export function createServices(
  configuration: StackConfiguration,
  { network, cluster, stores, secrets, repository, apis }: ServicesGround,
): Services {
  const { stack, project, region, services, telemetry } = configuration;
  const place = cluster && clusterPlace(configuration, cluster);
  if (Object.keys(telemetry?.collectors ?? {}).length > 0 && telemetry !== undefined) {
    new Collectors(
      "telemetry",
      { project, region, application: stack, telemetry, cluster: place },
      {
        dependsOn: apis.enabled(
          "cloudTrace",
          "iam",
          "logging",
          "monitoring",
          "resourceManager",
          "run",
          "telemetry",
        ),
      },
    );
  }
  return new Services(
    "services",
    {
      project,
      region,
      application: stack,
      services,
      cluster: place,
      vpcAccess: network.vpcAccess,
      startsAfter: [network, ...(repository ? [repository] : [])],
      ...stores,
      secrets,
      telemetry,
    },
    { dependsOn: apis.enabled("iam", "resourceManager", "run", "secretManager") },
  );
}

/** The cluster for services, once its namespaces are closed for all connections but theirs. */
function clusterPlace(
  configuration: StackConfiguration,
  { cluster, namespaces }: StackCluster,
): ClusterPlace {
  const { stack } = configuration;
  const { provider, workloadPool } = cluster;
  const policies = new NetworkPolicies(
    `${stack}-network-policies`,
    {
      provider,
      application: stack,
      namespaces: namespacesOf(configuration),
      paths: networkPaths(configuration),
    },
    { dependsOn: namespaces },
  );
  return { provider, workloadPool, namespaces: [namespaces], policies: [policies] };
}
