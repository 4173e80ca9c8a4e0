import { readObjects } from "../kubernetes/object";
import type { ObjectIndex } from "../kubernetes/object-index";
import type { ToldWorkload } from "../told/told-settings";
import { type MostInstances, mostInstancesOf } from "./most-instances";
import { mostPodsOf } from "./most-pods";

/** How many instances or pods of a workload can run at once; undefined where its kind does not tell. */
export function mostOfWorkload(
  { workload, resource, namespace }: ToldWorkload,
  index: ObjectIndex,
): MostInstances | undefined {
  if (workload.platform === "cloud-run") {
    return mostInstancesOf(resource);
  }
  const [container] = workload.containers;
  const object = readObjects(resource, index.relations).find(
    ({ place, namespace: own }) =>
      own === namespace && (container?.path.startsWith(place.path) ?? false),
  );
  return object === undefined ? undefined : mostPodsOf(object, index);
}
