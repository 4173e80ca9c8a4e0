import * as gcp from "@pulumi/gcp";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { transformed } from "../../transform";
import type { KubernetesServiceArgs } from "./kubernetes-service";
import type { Metadata } from "./metadata";

/** The account of the pods in the cluster. It has no rights there, and says which Google service account it stands for. */
export function createServiceAccount(
  name: string,
  { identity, transform }: KubernetesServiceArgs,
  metadata: Metadata,
  options: pulumi.CustomResourceOptions,
): kubernetes.core.v1.ServiceAccount {
  return new kubernetes.core.v1.ServiceAccount(
    ...transformed<kubernetes.core.v1.ServiceAccountArgs>(
      transform?.serviceAccount,
      name,
      {
        metadata: {
          ...metadata,
          annotations: { "iam.gke.io/gcp-service-account": identity.email },
        },
        automountServiceAccountToken: false,
      },
      options,
    ),
  );
}

/** Lets the pods of the service, and no others, act as its Google service account:
 * https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity.
 */
export function createWorkloadIdentity(
  name: string,
  { identity, workloadPool, namespace, transform }: KubernetesServiceArgs,
  options: pulumi.CustomResourceOptions,
): gcp.serviceaccount.IAMMember {
  return new gcp.serviceaccount.IAMMember(
    ...transformed<gcp.serviceaccount.IAMMemberArgs>(
      transform?.workloadIdentity,
      `${name}-workload-identity`,
      {
        serviceAccountId: identity.accountName,
        role: "roles/iam.workloadIdentityUser",
        member: pulumi.interpolate`serviceAccount:${workloadPool}[${namespace}/${name}]`,
      },
      options,
    ),
  );
}
