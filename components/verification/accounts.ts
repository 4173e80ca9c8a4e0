import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/** Changes to the accounts. See {@link Transform}. */
export interface AccountTransforms {
  /** Changes to every service account. */
  readonly account?: Transform<gcp.serviceaccount.AccountArgs>;
  /** Changes to every role of the account that builds. */
  readonly buildRole?: Transform<gcp.projects.IAMMemberArgs>;
}

/** The accounts of the checks, each with what its part needs and no more. */
export interface VerificationAccounts {
  /** Builds the functions. */
  readonly build: gcp.serviceaccount.Account;
  /** The roles of `build`, which a build needs from its start on. */
  readonly buildRoles: readonly gcp.projects.IAMMember[];
  /** Runs the functions. It has no role of its own. */
  readonly run: gcp.serviceaccount.Account;
  /** Calls the function on its schedule. */
  readonly schedule: gcp.serviceaccount.Account;
}

/**
 * What a build of a function needs: to read its source, keep its image and write its log.
 * https://cloud.google.com/functions/docs/securing/build-custom-sa
 */
const buildRoles = {
  reads: "roles/storage.objectViewer",
  stores: "roles/artifactregistry.writer",
  logs: "roles/logging.logWriter",
};

/** Creates the accounts of the checks. Without the first, Google would build as the default service account. */
export function createAccounts(
  name: string,
  project: string,
  transform: AccountTransforms | undefined,
  child: pulumi.CustomResourceOptions,
): VerificationAccounts {
  const account = (accountId: string, part: string, displayName: string) =>
    new gcp.serviceaccount.Account(
      ...transformed<gcp.serviceaccount.AccountArgs>(
        transform?.account,
        `${name}-${part}`,
        { accountId, displayName },
        child,
      ),
    );
  const build = account("holdfast-verify-build", "build", "Builds the checks of the stack");
  return {
    build,
    buildRoles: Object.entries(buildRoles).map(
      ([does, role]) =>
        new gcp.projects.IAMMember(
          ...transformed<gcp.projects.IAMMemberArgs>(
            transform?.buildRole,
            `${name}-build-${does}`,
            { project, role, member: pulumi.interpolate`serviceAccount:${build.email}` },
            child,
          ),
        ),
    ),
    run: account("holdfast-verify", "run", "Runs the checks of the stack"),
    schedule: account("holdfast-verify-schedule", "schedule", "Calls the checks of the stack"),
  };
}
