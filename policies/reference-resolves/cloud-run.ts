import { type Finding, undetermined, violation } from "../framework/finding";
import { Place } from "../framework/place";
import type { StackFinding, StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { placeAt } from "../models/carrier/object-reference";
import type { Relations } from "../models/relation/relations";
import { isCloudRunWorkload, readCloudRunWorkload } from "../models/workload/cloud-run";

const SECRET = "gcp:secretmanager/secret:Secret";
const VERSION = "gcp:secretmanager/secretVersion:SecretVersion";

/** Tells whether a resource is a secret of Secret Manager, or a version of one. */
export function isSecretManager(type: string): boolean {
  return type === SECRET || type === VERSION;
}

/** Judges the secrets of Secret Manager that Cloud Run names: an instance does not start without a version that is enabled. */
export function checkSecretManager(
  stack: readonly StackResource[],
  relations: Relations,
): readonly StackFinding[] {
  const services = stack.filter(({ type }) => isCloudRunWorkload(type));
  if (services.length === 0) {
    return [];
  }
  const versions = versionsBySecret(stack, relations);
  return services.flatMap((service) =>
    secretPlaces(service).flatMap((place) =>
      checkSecret(place, service, versions, relations).map((finding) => ({
        subject: subjectOf({ ...service, props: service.inputs ?? service.props }),
        urn: service.urn,
        finding,
      })),
    ),
  );
}

/** The places of variables and volumes that name a secret, whose version is not one that the program names itself. */
function secretPlaces(service: StackResource): readonly Place[] {
  const props = service.inputs ?? service.props;
  const root = new Place(props);
  const workload = readCloudRunWorkload({ ...service, props });
  return (workload?.containers ?? [])
    .flatMap(({ environment }) =>
      environment.flatMap(({ reference }) =>
        reference?.source === "secret" && reference.keyPath !== undefined
          ? [placeAt(root, reference.keyPath.replace(/\.(?:version|key)$/, ""))]
          : [],
      ),
    )
    .map((place) =>
      place.at("secret").value === undefined ? place.at("name") : place.at("secret"),
    );
}

function checkSecret(
  place: Place,
  service: StackResource,
  versions: ReadonlyMap<string, readonly StackResource[]>,
  relations: Relations,
): readonly Finding[] {
  const related = relations.behind(service, place, (type) => type === SECRET);
  const [secret, ...others] = related;
  // A literal that names no secret of the program names one of elsewhere; of several nothing tells which it is.
  if (secret === undefined || others.length > 0) {
    return [];
  }
  const { name, urn } = secret.resource;
  const own = versions.get(urn) ?? [];
  if (own.length === 0) {
    return [
      undetermined(
        place.path,
        `names the secret "${name}", of which the program declares no version, so it cannot be told whether it has one. Declare a SecretVersion, or check by hand that there is one.`,
      ),
    ];
  }
  return own.every(
    (version) => new Place(version.inputs ?? version.props).at("enabled").flag() === false,
  )
    ? [
        violation(
          place.path,
          `names the secret "${name}", whose every version in the program is disabled, so no instance can start. Set enabled to true on the version that is read.`,
        ),
      ]
    : [];
}

function versionsBySecret(
  stack: readonly StackResource[],
  relations: Relations,
): ReadonlyMap<string, readonly StackResource[]> {
  const versions = new Map<string, StackResource[]>();
  for (const version of stack.filter(({ type }) => type === VERSION)) {
    const place = new Place(version.inputs ?? version.props).at("secret");
    for (const { resource } of relations.behind(version, place, (type) => type === SECRET)) {
      versions.set(resource.urn, [...(versions.get(resource.urn) ?? []), version]);
    }
  }
  return versions;
}
