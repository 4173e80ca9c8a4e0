import { Place } from "../../framework/place";
import type { Data } from "../../framework/value";

/** What can be opened to everybody: a Cloud Run service, a function, or a bucket with the files of a site. */
export interface CallableService {
  readonly kind: "service" | "bucket";
  /** The name by which grants name it; unknown as a place. */
  readonly name: Place;
  readonly location: Place;
  /**
   * Whether it is declared public: by its label, by the website that a bucket is, or by an ingress that leaves it to a load
   * balancer or a network whom to let in; `unread` where the labels cannot be read now.
   */
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
  /** Where it says from where it can be called. */
  readonly ingress: readonly string[];
}

/** Ingress under which no host of the internet calls the service itself, in the words of each API. */
const CLOSED_INGRESS: readonly unknown[] = [
  "INGRESS_TRAFFIC_INTERNAL_ONLY",
  "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
  "internal",
  "internal-and-cloud-load-balancing",
  "ALLOW_INTERNAL_ONLY",
  "ALLOW_INTERNAL_AND_GCLB",
];

const BUCKET = "gcp:storage/bucket:Bucket";

const LAYOUTS: Readonly<Record<string, Layout>> = {
  "gcp:cloudrunv2/service:Service": {
    labels: ["labels"],
    name: ["name"],
    openly: ["invokerIamDisabled"],
    ingress: ["ingress"],
  },
  "gcp:cloudrun/service:Service": {
    labels: ["metadata", "labels"],
    name: ["name"],
    openly: ["metadata", "annotations", "run.googleapis.com/invoker-iam-disabled"],
    ingress: ["metadata", "annotations", "run.googleapis.com/ingress"],
  },
  "gcp:cloudfunctionsv2/function:Function": {
    labels: ["labels"],
    name: ["name"],
    openly: [],
    ingress: ["serviceConfig", "ingressSettings"],
  },
  "gcp:cloudfunctions/function:Function": {
    labels: ["labels"],
    name: ["name"],
    openly: [],
    ingress: ["ingressSettings"],
  },
  [BUCKET]: { labels: ["labels"], name: ["name"], openly: [], ingress: [] },
};

/** Where a grant names the service that it is for. */
const TARGETS: readonly (readonly [RegExp, string])[] = [
  [/^gcp:cloudrun\/iam(?:Member|Binding|Policy):/, "service"],
  [/^gcp:cloudrunv2\/serviceIam(?:Member|Binding|Policy):/, "name"],
  [/^gcp:cloudfunctions(?:v2)?\/functionIam(?:Member|Binding|Policy):/, "cloudFunction"],
  [/^gcp:storage\/bucketIAM(?:Member|Binding|Policy):/, "bucket"],
];

/** Tells by the type alone whether a resource can be opened to everybody. */
export function isCallableService(type: string): boolean {
  return Object.hasOwn(LAYOUTS, type);
}

/** Reads a Cloud Run service, a function or a bucket; undefined for any other type. */
export function readCallableService(
  type: string,
  props: { readonly [key: string]: Data },
): CallableService | undefined {
  const layout = Object.hasOwn(LAYOUTS, type) ? LAYOUTS[type] : undefined;
  if (layout === undefined) {
    return undefined;
  }
  const root = new Place(props);
  return {
    kind: type === BUCKET ? "bucket" : "service",
    name: root.at(...layout.name),
    location: root.at(root.at("location").value === undefined ? "region" : "location"),
    declared: isDeclaredPublic(root, layout),
    openly: layout.openly.length === 0 ? new Place(undefined) : root.at(...layout.openly),
  };
}

function isDeclaredPublic(root: Place, { labels, ingress }: Layout): CallableService["declared"] {
  const isSite = root.at("website").record() !== undefined;
  if (isSite || CLOSED_INGRESS.includes(root.at(...ingress).value)) {
    return true;
  }
  const label = root.at(...labels).at(PUBLIC_LABEL);
  return label.unknownReason() === undefined ? label.value === "true" : "unread";
}

/** The property by which a grant names its service; undefined for a grant on anything else. */
export function targetProperty(type: string): string | undefined {
  return TARGETS.find(([pattern]) => pattern.test(type))?.[1];
}

/** The name of a service, of which programs give the name alone or the whole path. */
export function serviceName(written: string): string {
  return /\/(?:services|functions)\/([^/]+)$/.exec(written)?.[1] ?? written;
}
