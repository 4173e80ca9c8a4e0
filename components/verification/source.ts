import { createHash } from "node:crypto";
import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/** Changes to where the source is kept. See {@link Transform}. */
export interface SourceTransforms {
  /** Changes to the bucket. */
  readonly bucket?: Transform<gcp.storage.BucketArgs>;
  /** Changes to the stored archive. */
  readonly archive?: Transform<gcp.storage.BucketObjectArgs>;
}

/** Where the source of a function is. */
export interface StoredSource {
  /** Name of the bucket. */
  readonly bucket: pulumi.Output<string>;
  /** Name of the archive in it. */
  readonly object: pulumi.Output<string>;
}

/** The files of a source by their names. */
export type SourceFiles = Readonly<Record<string, string>>;

/** Name of an archive: it follows from the content, since a function is built anew only for another name. */
function archiveName(files: SourceFiles): string {
  const hash = createHash("sha256");
  for (const name of Object.keys(files).sort()) {
    hash.update(JSON.stringify([name, files[name]]));
  }
  return `verification-${hash.digest("hex").slice(0, 16)}.zip`;
}

/** Name of the bucket, which no other project has: bucket names are taken by all of Google Cloud's users. */
function bucketName(project: string): string {
  return `${project.replace(/[:.]/g, "-")}-holdfast-verification`;
}

/**
 * Stores the source of the checks. The bucket holds nothing that this repository does not, so it is deleted
 * with all that is in it.
 */
export function storeSource(
  name: string,
  place: { readonly project: string; readonly region: string },
  files: pulumi.Input<SourceFiles>,
  transform: SourceTransforms | undefined,
  child: pulumi.CustomResourceOptions,
): StoredSource {
  const bucket = new gcp.storage.Bucket(
    ...transformed<gcp.storage.BucketArgs>(
      transform?.bucket,
      `${name}-source`,
      {
        name: bucketName(place.project),
        location: place.region,
        uniformBucketLevelAccess: true,
        publicAccessPrevention: "enforced",
        forceDestroy: true,
      },
      child,
    ),
  );
  const known = pulumi.output(files);
  const archive = new gcp.storage.BucketObject(
    ...transformed<gcp.storage.BucketObjectArgs>(
      transform?.archive,
      `${name}-archive`,
      {
        bucket: bucket.name,
        name: known.apply(archiveName),
        source: known.apply(archiveOf),
      },
      child,
    ),
  );
  return { bucket: bucket.name, object: archive.name };
}

function archiveOf(files: SourceFiles): pulumi.asset.AssetArchive {
  return new pulumi.asset.AssetArchive(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, new pulumi.asset.StringAsset(text)]),
    ),
  );
}
