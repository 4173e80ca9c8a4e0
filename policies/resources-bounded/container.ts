import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { isKnown, Unknown, type Value } from "../framework/value";
import type { PodContainer, PodSpec } from "../models/workload/pod-spec";
import { checkQuantity, quantityAt, type Resource } from "./quantities";

const RESOURCES: readonly Resource[] = ["cpu", "memory"];

/** One thing that is to be said and is not. */
export interface MissingBound {
  readonly bound: "requests" | "limits";
  readonly resource: Resource;
  /** Where it would stand. */
  readonly place: Place;
}

/** What is wrong with the bounds that a container has. */
export function checkBounds({ place }: PodContainer): readonly Finding[] {
  const resources = place.at("resources");
  const unread = [resources, resources.at("requests"), resources.at("limits")].find(
    ({ value }) => value instanceof Unknown,
  );
  if (unread !== undefined && resources.value instanceof Unknown) {
    return [untold(unread)];
  }
  const findings = RESOURCES.flatMap((resource) =>
    (["requests", "limits"] as const).flatMap((bound) => {
      const quantities = resources.at(bound);
      return quantities.value instanceof Unknown
        ? []
        : checkQuantity(quantities.at(resource), resource, quantities.at("memory"));
    }),
  );
  return [
    ...(unread === undefined ? [] : [untold(unread)]),
    ...findings,
    ...(findings.some(({ kind }) => kind === "violation")
      ? []
      : RESOURCES.flatMap((resource) => checkOrder(resources, resource))),
  ];
}

/** The API refuses a container that asks for more than it may have. */
function checkOrder(resources: Place, resource: Resource): readonly Finding[] {
  const request = resources.at("requests", resource);
  const limit = resources.at("limits", resource);
  const [asked, most] = [quantityAt(request), quantityAt(limit)];
  return typeof asked === "number" && typeof most === "number" && asked > most
    ? [
        violation(
          request.path,
          `is "${request.value}", more than the limit of "${limit.value}", and Kubernetes refuses it. Lower it, or raise the limit.`,
        ),
      ]
    : [];
}

function untold(place: Place): Finding {
  return undetermined(
    place.path,
    `${place.unknownReason()}, so nothing tells what it bounds. Give it as a literal.`,
  );
}

/**
 * The bounds that a container lacks, whatever stands for its whole pod. A request that is not set is that of the limit.
 *
 * @param wantsCpuLimit Whether a container must have a limit of CPU as well.
 */
export function missingBounds(
  container: PodContainer,
  { spec }: PodSpec,
  wantsCpuLimit: boolean,
): readonly MissingBound[] {
  const resources = container.place.at("resources");
  const ofPod = spec.at("resources");
  const has = (bound: MissingBound["bound"], resource: Resource) =>
    [resources, ofPod].some((each) => isGiven(each.at(bound, resource)));
  return RESOURCES.flatMap((resource): MissingBound[] => [
    ...(has("requests", resource) || has("limits", resource)
      ? []
      : [{ bound: "requests" as const, resource, place: resources.at("requests", resource) }]),
    ...(has("limits", resource) || (resource === "cpu" && !wantsCpuLimit)
      ? []
      : [{ bound: "limits" as const, resource, place: resources.at("limits", resource) }]),
  ]);
}

/** What cannot be read may be there; it is told elsewhere. */
function isGiven({ value }: Place): boolean {
  return !isKnown(value) || (value !== undefined && value !== null);
}

const CONSEQUENCES: Readonly<Record<MissingBound["bound"], Readonly<Record<Resource, string>>>> = {
  requests: {
    cpu: "so the scheduler puts any number of such pods on a node, where none gets the CPU that it needs, and nothing can scale by its use",
    memory:
      "so the scheduler puts any number of such pods on a node, and they are the first to be ended when its memory runs out",
  },
  limits: {
    cpu: "so a container can take all CPU of its node",
    memory: "so one leak takes the memory of the node and ends the pods beside it",
  },
};

/**
 * What is wrong where a bound is missing.
 *
 * @param isFilledIn Whether the namespace has a default for it.
 */
export function checkMissing(
  { bound, resource, place }: MissingBound,
  isFilledIn: Value<boolean>,
): readonly Finding[] {
  if (isFilledIn instanceof Unknown) {
    return [
      undetermined(
        place.path,
        `is not set, and whether a LimitRange fills it in ${isFilledIn.reason}. Set it to what the container was measured to need.`,
      ),
    ];
  }
  return isFilledIn
    ? []
    : [
        violation(
          place.path,
          `is not set, ${CONSEQUENCES[bound][resource]}. Set it to what the container was measured to need.`,
        ),
      ];
}
