import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown } from "../../framework/value";
import { placeAt } from "../carrier/object-reference";
import { LONGEST_START, PROBE_DEFAULTS } from "../probe/cloud-run-probe-limits";
import type { ToldWorkload } from "../told/told-settings";
import { variablesOf } from "../told/variables";
import type { Container, EnvironmentVariable } from "../workload/workload";
import {
  type ConnectTimeout,
  connectTimeoutIn,
  namesConnectTimeout,
  readConnectTimeout,
} from "./connect-timeout";

/** A connect timeout that a container is told. */
export interface ToldTimeout extends ConnectTimeout {
  readonly workload: ToldWorkload;
  /** Property path of the variable. */
  readonly path: string;
  /** The times that it must be shorter than, as far as they are known. */
  readonly within: readonly Budget[];
}

/** A connect timeout that cannot be read now. */
export interface UnreadTimeout {
  readonly workload: ToldWorkload;
  readonly path: string;
  /** Why, as a clause that ends a sentence. */
  readonly reason: string;
}

/** A time that one connection must fit in. */
export interface Budget {
  /** Property path of what gives it. */
  readonly path: string;
  readonly seconds: number;
  /** What it is for and how it comes about, as a phrase: `the start (10 s x 3)`. */
  readonly what: string;
}

/** Seconds that Cloud Run gives a request, and a task of a job, where nothing else is said. */
const DEFAULT_REQUEST = 300;
const DEFAULT_TASK = 600;

/** How each kind spells the time of a request or task. */
const TIMEOUTS: ReadonlyMap<
  string,
  { readonly at: readonly string[]; readonly seconds: number; readonly what: string }
> = new Map([
  [
    "gcp:cloudrunv2/service:Service",
    { at: ["template", "timeout"], seconds: DEFAULT_REQUEST, what: "a request" },
  ],
  [
    "gcp:cloudrun/service:Service",
    { at: ["template", "spec", "timeoutSeconds"], seconds: DEFAULT_REQUEST, what: "a request" },
  ],
  [
    "gcp:cloudrunv2/job:Job",
    { at: ["template", "template", "timeout"], seconds: DEFAULT_TASK, what: "a task" },
  ],
]);

function secondsOf({ value }: Place): number | undefined {
  if (typeof value === "number") {
    return value;
  }
  const [, digits] =
    typeof value === "string" ? (/^([0-9]{1,7}(?:\.[0-9]+)?)s?$/.exec(value) ?? []) : [];
  return digits === undefined ? undefined : Number(digits);
}

/** The value, or what the platform takes where there is none; undefined where it is not known. */
function orDefault(place: Place, otherwise: number): number | undefined {
  return place.value === undefined || place.value === null ? otherwise : secondsOf(place);
}

function requestBudget(resource: StackResource, root: Place): readonly Budget[] {
  const layout = TIMEOUTS.get(resource.type);
  if (layout === undefined) {
    return [];
  }
  const place = root.at(...layout.at);
  const seconds = orDefault(place, layout.seconds);
  const isDefault = place.value === undefined || place.value === null;
  return seconds === undefined
    ? []
    : [{ path: place.path, seconds, what: `${layout.what}${isDefault ? " by default" : ""}` }];
}

function startBudget(
  resource: StackResource,
  root: Place,
  container: Container,
): readonly Budget[] {
  const probe = placeAt(root, container.path).at("startupProbe");
  if (!isKnown(probe.value)) {
    return [];
  }
  if (probe.record() === undefined) {
    const hasDefault = container.role === "main" && resource.type.endsWith("/service:Service");
    return hasDefault
      ? [{ path: probe.path, seconds: LONGEST_START, what: "the start by default" }]
      : [];
  }
  const delay = orDefault(probe.at("initialDelaySeconds"), 0);
  const period = orDefault(probe.at("periodSeconds"), PROBE_DEFAULTS.period);
  const failures = orDefault(probe.at("failureThreshold"), PROBE_DEFAULTS.failures);
  if (delay === undefined || period === undefined || failures === undefined) {
    return [];
  }
  const sum = delay === 0 ? "" : `${delay} s + `;
  return [
    {
      path: probe.path,
      seconds: delay + period * failures,
      what: `the start (${sum}${period} s x ${failures})`,
    },
  ];
}

function timeoutOf({
  name,
  value,
  reference,
  path,
}: EnvironmentVariable):
  | ({ readonly path: string } & (ConnectTimeout | { readonly reason: string }))
  | undefined {
  if (!isKnown(name)) {
    return undefined;
  }
  if (!namesConnectTimeout(name)) {
    const within = typeof value === "string" ? connectTimeoutIn(value) : undefined;
    return within && { path, ...within };
  }
  if (value !== undefined && !isKnown(value)) {
    return { path, reason: value.reason };
  }
  if (value === undefined) {
    return reference === undefined ? undefined : { path, reason: "comes from a secret" };
  }
  const read = readConnectTimeout(name, value);
  return read && { path, ...read };
}

/** The connect timeouts of databases that the containers of a workload are told. */
export function toldTimeouts(workload: ToldWorkload): readonly (ToldTimeout | UnreadTimeout)[] {
  const { resource } = workload;
  const root = new Place(resource.inputs ?? resource.props);
  return workload.workload.containers.flatMap((container) =>
    variablesOf(container, workload).flatMap((variable): (ToldTimeout | UnreadTimeout)[] => {
      const told = timeoutOf(variable);
      if (told === undefined) {
        return [];
      }
      if ("reason" in told) {
        return [{ workload, ...told }];
      }
      const within = [...startBudget(resource, root, container), ...requestBudget(resource, root)];
      return [{ workload, within, ...told }];
    }),
  );
}
