import { Place } from "../framework/place";
import type { StackResource } from "../framework/policy";
import { objectKind } from "../models/kubernetes/object-kind";

const CLUSTER = "gcp:container/cluster:Cluster";

/**
 * What may fill in the requests that containers leave out, as a clause: a cluster in mode Autopilot does
 * (https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests), and a LimitRange may. Undefined
 * when the program has neither.
 */
export function requestsFilledIn(stack: readonly StackResource[]): string | undefined {
  for (const { type, name, inputs, props } of stack) {
    if (objectKind(type)?.kind === "LimitRange") {
      return `LimitRange "${name}" may fill them in`;
    }
    const autopilot = new Place(inputs ?? props).at("enableAutopilot");
    if (
      type === CLUSTER &&
      (autopilot.flag() === true || autopilot.unknownReason() !== undefined)
    ) {
      return `the cluster "${name}" fills them in where it is in mode Autopilot`;
    }
  }
  return undefined;
}
