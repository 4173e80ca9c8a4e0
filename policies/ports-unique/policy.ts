import { definePolicy } from "../framework/define-policy";
import { Place } from "../framework/place";
import { NotApplicable, type StackFinding, type StackResource } from "../framework/policy";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import type { Pods } from "../models/kubernetes/pods";
import { type ContainerPorts, podPorts } from "../models/port/pod-ports";
import { isWorkload, readWorkloads } from "../models/workload/read-workloads";
import { unreadContainers } from "../models/workload/unread-containers";
import { checkNodes } from "./check-nodes";
import { checkPod } from "./check-pod";
import { checkServices } from "./check-services";

/** Refuses ports that two of one pod, node, Service or address have. */
export const portsUnique = definePolicy({
  id: "ports-unique",
  displayName: "A port has one owner",
  description:
    "Refuses two containers of one pod or of one instance on Cloud Run that listen on the same port, a port that a container or a Service names twice, two workloads that take one port of the nodes on which both may run (hostPort, hostNetwork), and two Services with one port of the nodes or of one address. " +
    "The second does not start, is never scheduled, or is refused in the middle of an update. TCP and UDP are different ports; init containers that end before the others start are not compared.",
  severity: "high",
  remediation:
    "Give one of them another port. Take ports of the nodes only where nothing else does, and leave node ports out, so that the cluster chooses free ones.",
  incidents: ["P9"],
  appliesTo: (type) => isWorkload(type) || isKubernetesObject(type),
  resource: (resource) =>
    isWorkload(resource.type)
      ? readWorkloads(resource).flatMap((workload) => [
          ...unreadContainers(workload, "the ports of the containers there could not be compared"),
          ...checkPod(workload, resource.props),
        ])
      : new NotApplicable(
          "It runs no container; what several objects share is judged with the stack.",
        ),
  stack: checkStack,
});

/** What several objects of a program share: ports of Services, of addresses and of nodes. */
export function checkStack(stack: readonly StackResource[]): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  return [...checkServices(index), ...checkNodes(index, portsOf)];
}

function portsOf({ object, spec }: Pods): readonly ContainerPorts[] {
  const { resource } = object;
  const props = resource.inputs ?? resource.props;
  return readWorkloads({ ...resource, props })
    .filter(({ containers }) => containers.some(({ path }) => path.startsWith(spec.path)))
    .flatMap((workload) => podPorts(workload, new Place(props)));
}
