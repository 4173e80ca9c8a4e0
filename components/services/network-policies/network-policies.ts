import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { labelsOf } from "../../gke/labels";
import { type Transform, transformed } from "../../transform";
import type { NetworkPath } from "./path";
import { networkPolicies, type PlannedPolicy } from "./policies";

/** The arguments of {@link NetworkPolicies}. */
export interface NetworkPoliciesArgs {
  /** The provider of the cluster. */
  readonly provider: kubernetes.Provider;
  /** Name of the stack, by which the objects of one application are known. Changing it is in place. */
  readonly application: string;
  /** The namespaces that are closed, which exist. Removing one opens it. */
  readonly namespaces: readonly string[];
  /** The connections that stay open. Changing them is in place, and takes hold of new connections. */
  readonly paths: readonly NetworkPath[];
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to every network policy; a function tells them apart by their names, `<policy>.<namespace>`. */
    readonly networkPolicy?: Transform<kubernetes.networking.v1.NetworkPolicyArgs>;
  };
}

/**
 * Closes namespaces for all connections but the names that pods ask for and the given paths.
 *
 * Cost: none.
 */
export class NetworkPolicies extends pulumi.ComponentResource {
  constructor(name: string, args: NetworkPoliciesArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:services:NetworkPolicies", name, {}, options);
    const child: pulumi.CustomResourceOptions = {
      parent: this,
      provider: args.provider,
      dependsOn: options?.dependsOn,
    };
    for (const policy of networkPolicies(args.namespaces, args.paths)) {
      createPolicy(policy, args, child);
    }
    this.registerOutputs({});
  }
}

function createPolicy(
  { name, namespace, spec }: PlannedPolicy,
  { application, transform }: NetworkPoliciesArgs,
  options: pulumi.CustomResourceOptions,
): void {
  new kubernetes.networking.v1.NetworkPolicy(
    ...transformed<kubernetes.networking.v1.NetworkPolicyArgs>(
      transform?.networkPolicy,
      `${name}.${namespace}`,
      { metadata: { name, namespace, labels: labelsOf(name, application) }, spec },
      options,
    ),
  );
}
