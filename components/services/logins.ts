import * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";
import { PostgresIamUser } from "../data/postgres-iam-user";
import type { ServiceIdentity } from "./service-identity";
import { type DataStores, found } from "./variable-values";

/** Where a service logs in. */
export interface LoginPlace extends Pick<DataStores, "databases"> {
  /** Project of the databases and of the role. */
  readonly project: string;
}

/**
 * Lets the account of a service log in to the databases `targets`, and tells the name of its user in each.
 * However many they are, the account gets the role once.
 */
export function createLogins(
  service: string,
  targets: readonly string[],
  identity: ServiceIdentity,
  { databases, project }: LoginPlace,
  child: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
  if (targets.length === 0) {
    return {};
  }
  const role = new gcp.projects.IAMMember(
    `${service}-logs-in`,
    { project, role: "roles/cloudsql.instanceUser", member: identity.member },
    child,
  );
  return Object.fromEntries(
    targets.map((target) => {
      const { instanceName } = found(databases, target);
      const user = new PostgresIamUser(
        `${service}-in-${target}`,
        { instanceName, serviceAccount: identity.email, role },
        child,
      );
      return [target, user.userName];
    }),
  );
}
