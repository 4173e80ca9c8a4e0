import * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";
import { PostgresIamUser, type PostgresIamUserArgs } from "../data/postgres-iam-user";
import { type Transform, transformed } from "../transform";
import type { ServiceIdentity } from "./service-identity";
import { type DataStores, found } from "./variable-values";

/** Changes to what lets services log in. See {@link Transform}. */
export interface LoginTransforms {
  /** Changes to every binding of the role that lets a service's account log in. */
  readonly loginRole?: Transform<gcp.projects.IAMMemberArgs>;
  /** Changes to the parts of every service account's user. */
  readonly iamUser?: PostgresIamUserArgs["transform"];
}

/** Where a service logs in. */
export interface LoginPlace extends Pick<DataStores, "databases"> {
  /** Project of the databases and of the role. */
  readonly project: string;
  /** Changes to the children. */
  readonly transform?: LoginTransforms;
}

/**
 * Lets the account of a service log in to the databases `targets`, and tells the name of its user in each.
 * However many they are, the account gets the role once.
 */
export function createLogins(
  service: string,
  targets: readonly string[],
  identity: ServiceIdentity,
  { databases, project, transform }: LoginPlace,
  child: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
  if (targets.length === 0) {
    return {};
  }
  const role = new gcp.projects.IAMMember(
    ...transformed<gcp.projects.IAMMemberArgs>(
      transform?.loginRole,
      `${service}-logs-in`,
      { project, role: "roles/cloudsql.instanceUser", member: identity.member },
      child,
    ),
  );
  return Object.fromEntries(
    targets.map((target) => {
      const { instanceName } = found(databases, target);
      const user = new PostgresIamUser(
        `${service}-in-${target}`,
        { instanceName, serviceAccount: identity.email, role, transform: transform?.iamUser },
        child,
      );
      return [target, user.userName];
    }),
  );
}
