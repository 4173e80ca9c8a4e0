import { memoized } from "../../framework/memoized";
import type { Named } from "../../framework/subject";
import { isCloudRunWorkload, readCloudRunWorkload } from "./cloud-run";
import { isKubernetesWorkload, readKubernetesWorkloads } from "./kubernetes";
import type { Workload } from "./workload";

/** Tells by the type alone whether a resource runs containers. */
export function isWorkload(type: string): boolean {
  return isCloudRunWorkload(type) || isKubernetesWorkload(type);
}

/**
 * Reads what runs containers in a resource: one workload, none for any other type, and one for each item of a
 * Kubernetes List. Malformed properties are taken as absent; this never throws.
 */
export function readWorkloads(resource: Named): readonly Workload[] {
  const { type, name } = resource;
  if (!isWorkload(type)) {
    return [];
  }
  const known = readings(resource.props);
  const key = `${type} ${name}`;
  const workloads = known.get(key) ?? read(resource);
  known.set(key, workloads);
  return workloads;
}

/** Most policies read the same workloads, of the same properties. */
const readings = memoized((_props: Named["props"]) => new Map<string, readonly Workload[]>());

function read(resource: Named): readonly Workload[] {
  const service = readCloudRunWorkload(resource);
  return service === undefined ? readKubernetesWorkloads(resource) : [service];
}
