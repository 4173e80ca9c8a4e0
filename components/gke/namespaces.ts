import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { mapEntries } from "../map-entries";
import { type Transform, transformed } from "../transform";
import { labelsOf } from "./labels";

/** The arguments of {@link Namespaces}. */
export interface NamespacesArgs {
  /** Gives access to the cluster. Changing it to that of another cluster creates the namespaces there. */
  readonly provider: kubernetes.Provider;
  /** Name of the stack, with which all that belongs to it is labelled. Changing it is in place. */
  readonly stack: string;
  /** Names of the namespaces. Removing one deletes it with all that stands in it, once it is not protected. */
  readonly names: readonly string[];
  /**
   * Whether the namespaces are kept from deletion, by Pulumi (`protect`). To delete one: set this to false and run
   * `pulumi up`, then remove its name. Changing it is in place.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to every namespace. */
    readonly namespace?: Transform<kubernetes.types.input.core.v1.Namespace>;
  };
}

/**
 * Namespaces in which only pods run that are confined as the Pod Security Standard "restricted" says
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/): without root, without capabilities.
 *
 * Cost: none.
 */
export class Namespaces extends pulumi.ComponentResource {
  /** The namespaces by name. */
  readonly names: Readonly<Record<string, kubernetes.core.v1.Namespace>>;

  constructor(name: string, args: NamespacesArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:gke:Namespaces", name, {}, options);
    const child: pulumi.CustomResourceOptions = {
      parent: this,
      provider: args.provider,
      protect: args.deletionProtection ?? true,
      dependsOn: options?.dependsOn,
    };
    this.names = mapEntries(
      Object.fromEntries(args.names.map((namespace) => [namespace, namespace])),
      (namespace) =>
        new kubernetes.core.v1.Namespace(
          ...transformed<kubernetes.types.input.core.v1.Namespace>(
            args.transform?.namespace,
            namespace,
            {
              metadata: {
                name: namespace,
                labels: {
                  ...labelsOf(namespace, args.stack),
                  "pod-security.kubernetes.io/enforce": "restricted",
                  "pod-security.kubernetes.io/warn": "restricted",
                },
              },
            },
            child,
          ),
        ),
    );
    this.registerOutputs({});
  }
}
