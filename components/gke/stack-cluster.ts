import { namespacesOf, nodeAccountId, type StackConfiguration } from "../../config";
import { type Network, secondaryRangeNames } from "../network/network";
import type { ProjectApis } from "../project/project-apis";
import type { ImageRepository } from "../registry/image-repository";
import { Cluster } from "./cluster";
import { clusterInputs } from "./cluster-inputs";
import { Namespaces } from "./namespaces";
import { NodeIdentity } from "./node-identity";

/** The cluster of a stack, with the namespaces in which its services and stores stand. */
export interface StackCluster {
  readonly cluster: Cluster;
  readonly namespaces: Namespaces;
}

/** Creates the GKE cluster of the stack file in `network`; `undefined` where the stack has none. */
export function createCluster(
  configuration: StackConfiguration,
  network: Network,
  repository: ImageRepository | undefined,
  apis: ProjectApis,
): StackCluster | undefined {
  const { stack, project, region, gke, registry } = configuration;
  if (gke === undefined) {
    return undefined;
  }
  const identity = new NodeIdentity(
    `${stack}-nodes`,
    {
      project,
      accountId: nodeAccountId(stack),
      displayName: `Nodes of the GKE cluster ${gke.name}`,
      images: registry && repository && { [registry.repository]: repository },
    },
    { dependsOn: apis.enabled("iam", "resourceManager") },
  );
  const cluster = new Cluster(
    `${stack}-cluster`,
    {
      ...clusterInputs(gke),
      project,
      region,
      network: network.networkId,
      subnetwork: network.subnetworkId,
      podRangeName: secondaryRangeNames.pods,
      serviceRangeName: secondaryRangeNames.services,
      nodeServiceAccount: identity.email,
    },
    { dependsOn: [network, identity, ...apis.enabled("container", "gkeBackup")] },
  );
  const namespaces = new Namespaces(`${stack}-namespaces`, {
    provider: cluster.provider,
    stack,
    names: namespacesOf(configuration),
    deletionProtection: gke.deletionProtection,
  });
  return { cluster, namespaces };
}
