import { definePolicy } from "../framework/define-policy";
import { Place } from "../framework/place";
import { NotApplicable, type Policy } from "../framework/policy";
import { isKnown } from "../framework/value";
import { readImage } from "../models/image/container-image";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import type { Pods } from "../models/kubernetes/pods";
import { type ContainerPorts, podPorts } from "../models/port/pod-ports";
import { USUAL_PLATFORM } from "../models/workload/node-platform";
import { isWorkload, readWorkloads } from "../models/workload/read-workloads";
import { unreadContainers } from "../models/workload/unread-containers";
import { type PolicyRegistry, sharedRegistry } from "../registry/shared-registry";
import { checkServices, type ReadExposed } from "./check-service";
import { checkPorts } from "./check-workload";

/** Makes the policy. */
export function portAgreesAsking(registry: PolicyRegistry): Policy {
  return definePolicy({
    id: "port-agrees",
    displayName: "Ports agree",
    description:
      "Refuses a probe of a port that its container does not have, a variable PORT with another value than the container's port, and a Service that leads to a port which none of its pods has. " +
      "Each is a second statement of where a program listens: it runs, and nothing reaches it, or it is restarted for ever.",
    severity: "high",
    remediation:
      "Give the port once and let everything else follow from it: by the name of the container's port in probes and Services, or by one constant of the program.",
    incidents: ["P9"],
    appliesTo: (type) => isWorkload(type) || isKubernetesObject(type),
    resource: (resource) =>
      isWorkload(resource.type)
        ? readWorkloads(resource).flatMap((workload) => [
            ...unreadContainers(
              workload,
              "the ports of the containers there could not be compared",
            ),
            ...checkPorts(workload, resource.props),
          ])
        : new NotApplicable("It runs no container; Services are judged with the stack."),
    stack: (stack) => checkServices(ObjectIndex.of(stack), portsOf, exposedAsking(registry)),
  });
}

/** The policy for the pack, which asks the registries as `image-exists` does. */
export const portAgrees = portAgreesAsking(sharedRegistry);

function portsOf({ object, spec }: Pods): readonly ContainerPorts[] {
  const { resource } = object;
  const props = resource.inputs ?? resource.props;
  return readWorkloads({ ...resource, props })
    .filter(({ containers, unknowns }) =>
      [...containers, ...unknowns].some(({ path }) => path.startsWith(spec.path)),
    )
    .flatMap((workload) => podPorts(workload, new Place(props)));
}

function exposedAsking(registry: PolicyRegistry): ReadExposed {
  return async ({ container }) => {
    if (container.image === undefined) return [];
    const image = await readImage(container.image, USUAL_PLATFORM, registry);
    return isKnown(image) && image.reading.kind === "image"
      ? image.reading.configuration.ports
      : [];
  };
}
