import type { StackResource } from "../../framework/policy";
import type { ObjectIndex } from "../kubernetes/object-index";
import type { Pods } from "../kubernetes/pods";
import { type ToldEndpoint, toldEndpoints } from "./told-endpoints";
import { type ToldWorkload, toldWorkloads } from "./told-settings";

/** Pods that connect to others. */
export interface Client {
  readonly pods: Pods;
  readonly told: ToldWorkload;
  readonly endpoints: readonly ToldEndpoint[];
}

/** The workloads of a program on Kubernetes, with the endpoints that they are told. A patch says a part only, so it is none. */
export function clientsIn(stack: readonly StackResource[], index: ObjectIndex): readonly Client[] {
  return clientsOf(toldWorkloads(stack, index), index);
}

/** The same of workloads that have been read already. */
export function clientsOf(
  workloads: readonly ToldWorkload[],
  index: ObjectIndex,
): readonly Client[] {
  const ofResource = new Map<string, Pods[]>();
  for (const pods of index.pods) {
    const { urn } = pods.object.resource;
    ofResource.set(urn, [...(ofResource.get(urn) ?? []), pods]);
  }
  const seen = new Map<string, number>();
  return workloads.flatMap((told) => {
    const { urn } = told.resource;
    const at = seen.get(urn) ?? 0;
    seen.set(urn, at + 1);
    const pods = ofResource.get(urn)?.[at];
    return pods === undefined || pods.object.isPatch
      ? []
      : [{ pods, told, endpoints: toldEndpoints(told) }];
  });
}
