import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { isKnown } from "../framework/value";
import { type CallableService, PUBLIC_LABEL, serviceName } from "../models/iam/callable-service";

const DECLARE = `If everybody may call it, declare that with the label "${PUBLIC_LABEL}": "true" on the service, or with its name in the option "publicServices"`;

/** A service, as this run knows it. */
export interface KnownService {
  readonly service: CallableService;
  /** The name in the program. */
  readonly programName: string;
}

/** Judges a service that lets everybody in by itself. */
export function checkOpenService(
  { service, programName }: KnownService,
  publicServices: readonly string[],
): readonly Finding[] {
  const { openly, name, declared } = service;
  const reason = openly.unknownReason();
  if (isListed(name, programName, publicServices)) {
    return [];
  }
  if (reason !== undefined) {
    // Where a part of the service cannot be read, the label cannot either, or the setting stands alone.
    return declared === true
      ? []
      : [undetermined(openly.path, `${reason}. Give it as a literal, or declare the service.`)];
  }
  if (openly.value !== true && openly.value !== "true") {
    return [];
  }
  switch (declared) {
    case true:
      return [];
    case "unread":
      return [
        undetermined(
          openly.path,
          `lets everybody call the service, and its labels are known only after deployment. Give the label "${PUBLIC_LABEL}" as a literal.`,
        ),
      ];
    case false:
      return [
        violation(openly.path, `lets everybody call the service, without an identity. ${DECLARE}.`),
      ];
  }
}

/** Judges a member that lets everybody in, with the services that the grant can be for. */
export function checkPublicInvoker(
  member: Place,
  services: readonly KnownService[],
  publicServices: readonly string[],
  kind: CallableService["kind"],
): readonly Finding[] {
  const undeclared = services.filter(
    ({ service, programName }) =>
      service.declared !== true && !isListed(service.name, programName, publicServices),
  );
  if (services.length > 0 && undeclared.length === 0) {
    return [];
  }
  return services.length > 0 && undeclared.every(({ service }) => service.declared === "unread")
    ? [
        undetermined(
          member.path,
          `is "${member.value}", and the labels of the ${kind} are known only after deployment. Give the label "${PUBLIC_LABEL}" as a literal.`,
        ),
      ]
    : [violation(member.path, `is "${member.value}", so ${OPENED[kind]}`)];
}

const OPENED: Readonly<Record<CallableService["kind"], string>> = {
  service: `everybody in the world can call the service. Name the callers. ${DECLARE}.`,
  bucket: `everybody in the world can read what is in the bucket. Name the readers. If it holds a site for everybody, declare that with the property "website" or with the label "${PUBLIC_LABEL}": "true" on the bucket.`,
};

/** A member that lets everybody in, on a service that nothing tells yet. */
export function unreadTarget(member: Place, kind: CallableService["kind"]): Finding {
  return undetermined(
    member.path,
    `is "${member.value}", and the name of the ${kind} is known only after deployment. Give the name as a literal, or take it from the ${kind}.`,
  );
}

/** Tells whether the option names a service. */
export function isListed(
  name: Place,
  programName: string | undefined,
  publicServices: readonly string[],
): boolean {
  const physical = name.value;
  return publicServices.some(
    (each) =>
      each === programName ||
      (isKnown(physical) && typeof physical === "string" && each === serviceName(physical)),
  );
}
