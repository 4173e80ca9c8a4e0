import type * as pulumi from "@pulumi/pulumi";
import { cloudRunServicesOf, type StackConfiguration } from "../../config";
import type { Network } from "../network/network";
import type { ProjectApis } from "../project/project-apis";
import type { SecretReference } from "../secrets/credential";
import { Services } from "./services";
import type { DataStores } from "./variable-values";

/** What services of a stack stand on. */
export interface ServicesGround {
  readonly network: Network;
  /** Databases and caches. */
  readonly stores: DataStores;
  /** The declared secrets by name. */
  readonly secrets: Readonly<Record<string, SecretReference>>;
  /** What holds the images of the stack, if it has a repository of its own. */
  readonly repository?: pulumi.Resource;
  readonly apis: ProjectApis;
}

/** Creates the services of the stack file. */
export function createServices(
  configuration: StackConfiguration,
  { network, stores, secrets, repository, apis }: ServicesGround,
): Services {
  const { project, region } = configuration;
  return new Services(
    "services",
    {
      project,
      region,
      services: cloudRunServicesOf(configuration),
      vpcAccess: network.vpcAccess,
      startsAfter: [network, ...(repository ? [repository] : [])],
      ...stores,
      secrets,
    },
    { dependsOn: apis.enabled("iam", "resourceManager", "run", "secretManager") },
  );
}
