import type { Draft } from "./interpret";
import type { StackFile } from "./schema/stack-file";

/** Where the stack keeps the images of its own services. */
export interface ImageHome {
  readonly region: string;
  readonly project: string;
  /** Name of the repository of Artifact Registry. */
  readonly repository: string;
}

const digestAlone = /^sha256:/;

/** The image of a service without its version: named like the service, in the stack's own repository. */
function nameIn({ region, project, repository }: ImageHome, service: string): string {
  // A project of a domain is written with a slash there: https://cloud.google.com/artifact-registry/docs/docker/names.
  return `${region}-docker.pkg.dev/${project.replace(":", "/")}/${repository}/${service}`;
}

/** The image that a version of a service means: a tag, a tag and a digest, or a digest. */
export function imageOfVersion(home: ImageHome, service: string, version: string): string {
  return `${nameIn(home, service)}${digestAlone.test(version) ? "@" : ":"}${version}`;
}

/** The version by which {@link imageOfVersion} means `image`; `undefined` where no version does. */
export function versionOfImage(
  home: ImageHome,
  service: string,
  image: string,
): string | undefined {
  const name = nameIn(home, service);
  const version = image.startsWith(name) ? image.slice(name.length + 1) : "";
  return version !== "" && imageOfVersion(home, service, version) === image ? version : undefined;
}

/** Where a stack file keeps the images of its services; `undefined` where it does not say, or could not be read. */
export function imageHomeOf(file: Draft<StackFile>): ImageHome | undefined {
  const { "gcp:region": region, "gcp:project": project } = file;
  const repository = file["holdfast:registry"]?.repository;
  return region === undefined || project === undefined || repository === undefined
    ? undefined
    : { region, project, repository };
}

/** The image of a service of a stack file, however it is given; `undefined` where it could not be read. */
export function imageOf(
  file: Draft<StackFile>,
  name: string,
  service: { readonly image?: string | undefined; readonly version?: string | undefined },
): string | undefined {
  const home = imageHomeOf(file);
  return service.image !== undefined || service.version === undefined || home === undefined
    ? service.image
    : imageOfVersion(home, name, service.version);
}
