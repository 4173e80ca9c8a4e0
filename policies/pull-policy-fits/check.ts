import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { textOf, Unknown } from "../framework/value";
import type { PodSpec } from "../models/workload/pod-spec";
import { isMovingTag } from "../registry/moving-tag";
import { InvalidReference, parseReference } from "../registry/reference";

/** What is wrong with when the images of a workload are pulled. */
export function checkWorkload({ containers, spec, unread }: PodSpec): readonly Finding[] {
  return [
    ...unread.map((place) =>
      undetermined(
        place.path,
        `${place.unknownReason()}, so nothing tells when its images are pulled. Give it so that only single values are unknown.`,
      ),
    ),
    ...containers.flatMap(({ place }) => checkPull(place.at("image"), place.at("imagePullPolicy"))),
    ...spec
      .at("volumes")
      .entries()
      .map((volume) => volume.at("image"))
      .flatMap((image) => checkPull(image.at("reference"), image.at("pullPolicy"))),
  ];
}

function checkPull(image: Place, policy: Place): readonly Finding[] {
  const { value } = policy;
  if (value instanceof Unknown) {
    return [
      undetermined(
        policy.path,
        `${value.reason}, so it cannot be compared with the image. Give it as a literal.`,
      ),
    ];
  }
  if (value === "Never") {
    return [
      violation(
        policy.path,
        'is "Never", so the pod starts only on a node that has the image already. Set it to "IfNotPresent".',
      ),
    ];
  }
  if (image.value instanceof Unknown) {
    return value === undefined || value === null
      ? []
      : [
          undetermined(
            policy.path,
            `is "${textOf(value)}" for an image that ${image.value.reason}, so it cannot be compared with it. Leave it out, and pin the image.`,
          ),
        ];
  }
  return typeof image.value === "string" ? checkKind(image.value, policy) : [];
}

/**
 * A version that leaves its last number open, such as `16` or `3.11-slim`: with many publishers it moves with each patch,
 * with others it is a release, so either policy can be the right one.
 */
const PARTIAL_VERSION = /^v?\d{1,4}(?:\.\d{1,4})?(?:-[a-z][a-z0-9.-]*)?$/i;

/** What never changes is pulled once, so that nodes start pods without the registry; what changes is pulled each time. */
function checkKind(image: string, policy: Place): readonly Finding[] {
  const reference = parseReference(image);
  if (reference instanceof InvalidReference) {
    return [];
  }
  const { tag, digest } = reference;
  if (digest === undefined && tag !== undefined && PARTIAL_VERSION.test(tag)) {
    return [];
  }
  const isPinned = digest !== undefined || (tag !== undefined && !isMovingTag(tag));
  // Kubernetes pulls "latest", and no tag, always where nothing is said, and everything else once.
  const effective =
    policy.value ??
    (digest === undefined && (tag === undefined || tag === "latest") ? "Always" : "IfNotPresent");
  if (isPinned && effective === "Always") {
    const what = digest === undefined ? `the released tag "${tag}"` : "a digest";
    return [
      violation(
        policy.path,
        `is "Always" for ${what}, so no pod starts while the registry is away. Set it to "IfNotPresent", or leave it out.`,
      ),
    ];
  }
  return !isPinned && effective === "IfNotPresent"
    ? [
        violation(
          policy.path,
          `is "IfNotPresent"${policy.value === undefined ? ", since it is not set," : ""} for the moving tag "${tag ?? "latest"}", so nodes run what they happened to pull. Pin a digest or a released tag, or set it to "Always".`,
        ),
      ]
    : [];
}
