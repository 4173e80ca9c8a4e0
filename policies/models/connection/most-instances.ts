import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown, type Value } from "../../framework/value";

/**
 * Instances that Cloud Run starts of a service at most where nothing limits them, unless the quota of the region is
 * lower: https://cloud.google.com/run/docs/configuring/max-instances-limits.
 */
const DEFAULT_MOST_INSTANCES = 100;

/** How many instances of a workload can run at once. */
export interface MostInstances {
  /** Property path of the setting that says so, or would. */
  readonly path: string;
  readonly instances: Value<number>;
  /** Whether the program says nothing, so that the platform's default counts. */
  readonly isDefault: boolean;
  /** Whether an update starts new instances while the former ones run. */
  readonly rollsOut: boolean;
  /** See `ConnectionDemand.inRollout`. */
  readonly inRollout?: (instances: number) => number;
}

/** Reads a number, which annotations hold as a text. */
function count(place: Place): Value<number> | undefined {
  const { value } = place;
  if (!isKnown(value) || typeof value === "number") {
    return value;
  }
  return typeof value === "string" && /^[0-9]{1,6}$/.test(value) ? Number(value) : undefined;
}

/** The least of several limits that a program gives, each of which holds. */
function leastOf(places: readonly Place[], defaultPath: string): MostInstances {
  const limits = places.flatMap((place) => {
    const value = count(place);
    return value === undefined || value === 0 ? [] : [{ path: place.path, value }];
  });
  const known = limits.filter((limit): limit is { path: string; value: number } =>
    isKnown(limit.value),
  );
  const [least] = known.sort((one, other) => one.value - other.value);
  const [unknown] = limits.filter(({ value }) => !isKnown(value));
  if (unknown !== undefined) {
    return { path: unknown.path, instances: unknown.value, isDefault: false, rollsOut: true };
  }
  return least === undefined
    ? { path: defaultPath, instances: DEFAULT_MOST_INSTANCES, isDefault: true, rollsOut: true }
    : { path: least.path, instances: least.value, isDefault: false, rollsOut: true };
}

function annotation(annotations: Place, key: string): Place {
  return isKnown(annotations.value)
    ? new Place(annotations.at(key).value, `${annotations.path}["${key}"]`)
    : annotations;
}

function ofService(root: Place): MostInstances {
  const scaling = root.at("scaling");
  if (scaling.at("scalingMode").value === "MANUAL") {
    return leastOf([scaling.at("manualInstanceCount")], "scaling.manualInstanceCount");
  }
  return leastOf(
    [root.at("template", "scaling", "maxInstanceCount"), scaling.at("maxInstanceCount")],
    "template.scaling.maxInstanceCount",
  );
}

function ofServiceV1(root: Place): MostInstances {
  const revision = annotation(
    root.at("template", "metadata", "annotations"),
    "autoscaling.knative.dev/maxScale",
  );
  const whole = annotation(root.at("metadata", "annotations"), "run.googleapis.com/maxScale");
  return leastOf([revision, whole], revision.path);
}

/** Of a worker pool, whose instances are counted and not scaled by requests. */
function ofWorkerPool(root: Place): MostInstances {
  const scaling = root.at("scaling");
  const place = ["manualInstanceCount", "maxInstanceCount"]
    .map((key) => scaling.at(key))
    .find(({ value }) => value !== undefined && value !== null);
  return {
    path: place?.path ?? "scaling.manualInstanceCount",
    instances: (place && count(place)) ?? 1,
    isDefault: place === undefined,
    rollsOut: true,
  };
}

/** Of a job: its tasks that run at once, all of them unless parallelism says fewer. */
function ofJob(root: Place): MostInstances {
  const tasks = count(root.at("template", "taskCount")) ?? 1;
  const parallel = root.at("template", "parallelism");
  const atOnce = count(parallel);
  const isLimited = atOnce !== undefined && atOnce !== 0;
  const instances =
    isLimited && isKnown(atOnce) && isKnown(tasks)
      ? Math.min(atOnce, tasks)
      : isLimited && !isKnown(atOnce)
        ? atOnce
        : tasks;
  return { path: parallel.path, instances, isDefault: false, rollsOut: false };
}

const READERS: ReadonlyMap<string, (root: Place) => MostInstances> = new Map([
  ["gcp:cloudrunv2/service:Service", ofService],
  ["gcp:cloudrun/service:Service", ofServiceV1],
  ["gcp:cloudrunv2/job:Job", ofJob],
  ["gcp:cloudrunv2/workerPool:WorkerPool", ofWorkerPool],
]);

/** How many instances of a Cloud Run workload can run at once; undefined for any other resource. */
export function mostInstancesOf(resource: StackResource): MostInstances | undefined {
  return READERS.get(resource.type)?.(new Place(resource.inputs ?? resource.props));
}
