import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/** A repository of Artifact Registry. */
export interface ImageSource {
  /** Region of the repository. */
  readonly location: pulumi.Input<string>;
  /** Id of the repository in its region. */
  readonly repositoryId: pulumi.Input<string>;
}

/** The arguments of {@link NodeIdentity}. */
export interface NodeIdentityArgs {
  /** Project of the nodes. Changing it moves the bindings to the other project. */
  readonly project: pulumi.Input<string>;
  /** Id of the service account, 6 to 30 characters. Changing it replaces the account, and every node with it. */
  readonly accountId: string;
  /** Name under which people find the account in the console. Changing it is in place. */
  readonly displayName: string;
  /**
   * Repositories from which nodes pull images. Any other must grant `roles/artifactregistry.reader` to the account.
   * Changing them is in place.
   * @default none
   */
  readonly images?: Readonly<Record<string, ImageSource>>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the service account. */
    readonly account?: Transform<gcp.serviceaccount.AccountArgs>;
    /** Changes to the binding with which nodes write logs and metrics. */
    readonly nodeRole?: Transform<gcp.projects.IAMMemberArgs>;
    /** Changes to every binding with which nodes pull images. */
    readonly imageAccess?: Transform<gcp.artifactregistry.RepositoryIamMemberArgs>;
  };
}

/**
 * The service account as which the nodes of a cluster run: it writes logs and metrics, and pulls images. Pods do not run
 * as it, since Workload Identity gives them none but their own.
 *
 * Cost: none.
 */
export class NodeIdentity extends pulumi.ComponentResource {
  /** The account's email address. */
  readonly email: pulumi.Output<string>;

  constructor(name: string, args: NodeIdentityArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:gke:NodeIdentity", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const { transform } = args;
    const account = new gcp.serviceaccount.Account(
      ...transformed<gcp.serviceaccount.AccountArgs>(
        transform?.account,
        name,
        { accountId: args.accountId, displayName: args.displayName },
        child,
      ),
    );
    const member = pulumi.interpolate`serviceAccount:${account.email}`;
    // What a node needs and no more: https://cloud.google.com/kubernetes-engine/docs/how-to/service-accounts
    new gcp.projects.IAMMember(
      ...transformed<gcp.projects.IAMMemberArgs>(
        transform?.nodeRole,
        `${name}-node-role`,
        { project: args.project, role: "roles/container.defaultNodeServiceAccount", member },
        child,
      ),
    );
    for (const [source, { location, repositoryId }] of Object.entries(args.images ?? {})) {
      new gcp.artifactregistry.RepositoryIamMember(
        ...transformed<gcp.artifactregistry.RepositoryIamMemberArgs>(
          transform?.imageAccess,
          `${name}-pulls-${source}`,
          { location, repository: repositoryId, role: "roles/artifactregistry.reader", member },
          child,
        ),
      );
    }
    this.email = account.email;
    this.registerOutputs({ email: this.email });
  }
}
