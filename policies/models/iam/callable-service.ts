import { Place } from "../../framework/place";
import type { Data } from "../../framework/value";

/** What can be called over the internet: a Cloud Run service or a function. */
export interface CallableService {
  /** The name by which grants name it; unknown as a place. */
  readonly name: Place;
  readonly location: Place;
  /** Whether it is declared public, by its label; `unread` where the labels cannot be read now. */
  readonly declared: boolean | "unread";
  /** Where it is said that callers need no identity. */
  readonly openly: Place;
}

/** The label by which a program says that a service is for everybody. */
export const PUBLIC_LABEL = "holdfast-public";

interface Layout {
  readonly labels: readonly string[];
  readonly name: readonly string[];
  readonly openly: readonly string[];
}

const LAYOUTS: Readonly<Record<string, Layout>> = {
  "gcp:cloudrunv2/service:Service": {
    labels: ["labels"],
    name: ["name"],
    openly: ["invokerIamDisabled"],
  },
  "gcp:cloudrun/service:Service": {
    labels: ["metadata", "labels"],
    name: ["name"],
    openly: ["metadata", "annotations", "run.googleapis.com/invoker-iam-disabled"],
  },
  "gcp:cloudfunctionsv2/function:Function": { labels: ["labels"], name: ["name"], openly: [] },
  "gcp:cloudfunctions/function:Function": { labels: ["labels"], name: ["name"], openly: [] },
};

/** Where a grant names the service that it is for. */
const TARGETS: readonly (readonly [RegExp, string])[] = [
  [/^gcp:cloudrun\/iam(?:Member|Binding|Policy):/, "service"],
  [/^gcp:cloudrunv2\/serviceIam(?:Member|Binding|Policy):/, "name"],
  [/^gcp:cloudfunctions(?:v2)?\/functionIam(?:Member|Binding|Policy):/, "cloudFunction"],
];

/** Tells by the type alone whether a resource can be called over the internet. */
export function isCallableService(type: string): boolean {
  return Object.hasOwn(LAYOUTS, type);
}

/** Reads a Cloud Run service or a function; undefined for any other type. */
export function readCallableService(
  type: string,
  props: { readonly [key: string]: Data },
): CallableService | undefined {
  const layout = Object.hasOwn(LAYOUTS, type) ? LAYOUTS[type] : undefined;
  if (layout === undefined) {
    return undefined;
  }
  const root = new Place(props);
  const label = root.at(...layout.labels).at(PUBLIC_LABEL);
  return {
    name: root.at(...layout.name),
    location: root.at(root.at("location").value === undefined ? "region" : "location"),
    declared: label.unknownReason() === undefined ? label.value === "true" : "unread",
    openly: layout.openly.length === 0 ? new Place(undefined) : root.at(...layout.openly),
  };
}

/** The property by which a grant names its service; undefined for a grant on anything else. */
export function targetProperty(type: string): string | undefined {
  return TARGETS.find(([pattern]) => pattern.test(type))?.[1];
}

/** The name of a service, of which programs give the name alone or the whole path. */
export function serviceName(written: string): string {
  return /\/(?:services|functions)\/([^/]+)$/.exec(written)?.[1] ?? written;
}
