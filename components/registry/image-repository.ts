import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/** The arguments of {@link ImageRepository}. */
export interface ImageRepositoryArgs {
  /** Region of the repository. Changing it replaces the repository: all images in it are lost. */
  readonly region: pulumi.Input<string>;
  /**
   * Id of the repository, the last part of `<region>-docker.pkg.dev/<project>/<repository>`.
   * Changing it replaces the repository: all images in it are lost.
   */
  readonly repositoryId: string;
  /**
   * Whether the repository is kept from deletion, by Pulumi (`protect`). To delete it: set this to false and
   * run `pulumi up`, then remove the component or run `pulumi destroy`. Changing it is in place.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the repository. */
    readonly repository?: Transform<gcp.artifactregistry.RepositoryArgs>;
  };
}

/**
 * An Artifact Registry repository for container images whose tags cannot be moved: what was verified under a
 * tag is what a service gets under it.
 *
 * There is no cleanup policy, and one that somebody adds only reports what it would delete: a revision may
 * still need the image that a policy finds old.
 *
 * Cost: 0.10 USD a month for each GB beyond the first half (approximate).
 */
export class ImageRepository extends pulumi.ComponentResource {
  /** What images are named after: `<region>-docker.pkg.dev/<project>/<repository>`. */
  readonly url: pulumi.Output<string>;
  /** Id of the repository in its region. */
  readonly repositoryId: pulumi.Output<string>;
  /** Region of the repository. */
  readonly location: pulumi.Output<string>;

  constructor(name: string, args: ImageRepositoryArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:registry:ImageRepository", name, {}, options);
    const repository = new gcp.artifactregistry.Repository(
      ...transformed<gcp.artifactregistry.RepositoryArgs>(
        args.transform?.repository,
        name,
        {
          repositoryId: args.repositoryId,
          location: args.region,
          format: "DOCKER",
          dockerConfig: { immutableTags: true },
          cleanupPolicyDryRun: true,
        },
        {
          parent: this,
          dependsOn: options?.dependsOn,
          protect: args.deletionProtection ?? true,
        },
      ),
    );
    this.url = pulumi.interpolate`${repository.location}-docker.pkg.dev/${repository.project}/${repository.repositoryId}`;
    this.repositoryId = repository.repositoryId;
    this.location = repository.location;
    this.registerOutputs({ url: this.url });
  }
}
