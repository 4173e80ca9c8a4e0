import * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";
import type { LoginRole } from "../data/database";
import { type Transform, transformed } from "../transform";
import type { ServiceIdentity } from "./service-identity";
import { type DataStores, found } from "./variable-values";

/** Changes to what lets services log in. See {@link Transform}. */
export interface LoginTransforms {
  /** Changes to every binding of the role that lets a service's account log in. */
  readonly loginRole?: Transform<gcp.projects.IAMMemberArgs>;
}

/** Where a service logs in. */
export interface LoginPlace extends Pick<DataStores, "databases"> {
  /** Project of the databases and of the role. */
  readonly project: string;
  /** Changes to the children. */
  readonly transform?: LoginTransforms;
}

/** What the binding of each role is named after, behind the service. */
const suffixes: Readonly<Record<LoginRole, string>> = {
  "roles/cloudsql.instanceUser": "logs-in",
  "roles/alloydb.databaseUser": "logs-in-to-alloydb",
  "roles/serviceusage.serviceUsageConsumer": "uses-apis",
};

/**
 * Lets the account of a service log in to the databases `targets`, and tells the name of its user in each.
 * However many they are, the account gets each role once.
 */
export function createLogins(
  service: string,
  targets: readonly string[],
  identity: ServiceIdentity,
  { databases, project, transform }: LoginPlace,
  child: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
  const bindings = new Map<LoginRole, gcp.projects.IAMMember>();
  const bind = (role: LoginRole) => {
    const binding =
      bindings.get(role) ??
      new gcp.projects.IAMMember(
        ...transformed<gcp.projects.IAMMemberArgs>(
          transform?.loginRole,
          `${service}-${suffixes[role]}`,
          { project, role, member: identity.member },
          child,
        ),
      );
    bindings.set(role, binding);
    return binding;
  };
  return Object.fromEntries(
    targets.map((target) => {
      const { iam } = found(databases, target);
      if (iam === undefined) {
        throw new Error(`The database "${target}" does not know service accounts.`);
      }
      const account = { serviceAccount: identity.email, roles: iam.roles.map(bind) };
      return [target, iam.createUser(`${service}-in-${target}`, account, child)];
    }),
  );
}
