import { type Finding, undetermined } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import type { Named } from "../framework/subject";
import { objectSubject } from "../models/kubernetes/object";
import { ObjectIndex } from "../models/kubernetes/object-index";
import {
  isOfTheCluster,
  type PodContainer,
  type PodSpec,
  readPodSpecs,
} from "../models/workload/pod-spec";
import { checkAutoscaler, isAutoscaler } from "./autoscaler";
import { checkBounds, checkMissing, missingBounds } from "./container";
import { isFilledIn } from "./limit-range";

/** What is wrong with the bounds that one resource says: units, order, and the bounds of an autoscaler. */
export function checkResource(resource: Named): readonly Finding[] {
  return isAutoscaler(resource.type)
    ? checkAutoscaler(resource)
    : readPodSpecs(resource).flatMap((workload) => [
        ...workload.unread.map((place) =>
          undetermined(
            place.path,
            `${place.unknownReason()}, so nothing tells what it bounds. Give it so that only single values are unknown.`,
          ),
        ),
        ...bounded(workload).flatMap(checkBounds),
      ]);
}

/** The bounds that are missing in a stack, but those that a LimitRange of the namespace fills in. */
export function checkStack(
  stack: readonly StackResource[],
  wantsCpuLimit: boolean,
): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  const objects = new Map(
    index.pods.map(({ object, spec }) => [keyOf(object.resource, spec.path), object]),
  );
  return stack.flatMap((resource) => {
    const props = resource.inputs ?? resource.props;
    return readPodSpecs({ ...resource, props })
      .filter((workload) => !workload.isPatch && !isOfTheCluster(workload))
      .flatMap((workload) => {
        const object = objects.get(keyOf(resource, workload.spec.path));
        return object === undefined
          ? []
          : bounded(workload)
              .flatMap((container) => missingBounds(container, workload, wantsCpuLimit))
              .flatMap((missing) => checkMissing(missing, isFilledIn(missing, object, index)))
              .map((finding) => ({
                subject: objectSubject(object),
                urn: resource.urn,
                finding,
              }));
      });
  });
}

/** A container for debugging has no bounds of its own: it takes those of its pod. */
function bounded({ containers }: PodSpec): readonly PodContainer[] {
  return containers.filter(({ role }) => role !== "ephemeral");
}

function keyOf({ urn }: StackResource, path: string): string {
  return `${urn} ${path}`;
}
