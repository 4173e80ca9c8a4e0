import { definePolicy } from "../framework/define-policy";
import { currentPhase } from "../framework/phase";
import type { Policy } from "../framework/policy";
import { isSharedObject } from "../models/carrier/shared-object";
import { isWorkload } from "../models/workload/read-workloads";
import { options } from "./options";
import { evidenceOfUser } from "./preview-evidence";
import { LoopbackRun, type Surroundings } from "./run";

/**
 * Makes the policy.
 *
 * @param surroundings What the run is surrounded by; asked when the first resource is judged.
 */
export function noLoopbackEndpointIn(surroundings: () => Surroundings): Policy {
  let current: LoopbackRun | undefined;
  const run = () => {
    current ??= new LoopbackRun(surroundings());
    return current;
  };
  return definePolicy({
    id: "no-loopback-endpoint",
    displayName: "Endpoints lead to other hosts",
    description:
      "Refuses an endpoint whose host is loopback, in whatever form and wherever it hides: variables, commands, ConfigMaps, Secrets, secret versions and the files in them. " +
      "In a container, localhost is the container's own pod, so such a service connects to itself; a port on which a container beside it listens is allowed.",
    severity: "critical",
    remediation:
      "Give the address of the server, best as an output of the resource that it is. For a sidecar that the program does not show, use the option listeners or the annotation holdfast.dev/loopback-listener.",
    incidents: ["A4"],
    options,
    appliesTo: (type) => isWorkload(type) || isSharedObject(type),
    resource: (resource, context) =>
      isWorkload(resource.type)
        ? run().judgeWorkloads(resource, context.options.listeners)
        : run().judgeObjects(resource, context.options.listeners),
    stack: (resources) => run().judgeStack(resources),
  });
}

/** The policy for the pack. */
export const noLoopbackEndpoint = noLoopbackEndpointIn(() => ({
  phase: currentPhase(process.env),
  evidence: evidenceOfUser(),
}));
