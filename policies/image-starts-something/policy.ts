import { definePolicy } from "../framework/define-policy";
import { Place } from "../framework/place";
import type { Policy } from "../framework/policy";
import type { Value } from "../framework/value";
import { placeAt } from "../models/carrier/object-reference";
import { NodePools, sharedNodePools } from "../models/compute/node-pools";
import { readImage } from "../models/image/container-image";
import { nodePlatforms, platformToRead } from "../models/workload/node-platform";
import { isWorkload, readWorkloads } from "../models/workload/read-workloads";
import { unreadContainers } from "../models/workload/unread-containers";
import type { Container, Workload } from "../models/workload/workload";
import { type PolicyRegistry, sharedRegistry } from "../registry/shared-registry";
import { checkStart, type StartedContainer } from "./check";

/**
 * Makes the policy.
 *
 * @param pools The node pools of the program, as far as it has registered them.
 */
export function imageStartsSomethingAsking(
  registry: PolicyRegistry,
  pools = new NodePools(),
): Policy {
  return definePolicy({
    id: "image-starts-something",
    displayName: "Containers start a program",
    description:
      "Refuses a container that starts nothing, or an interpreter or a shell without a program, by its image's entry point and command and by its own. " +
      "It ends at once and without an error: a service is restarted for ever and never answers, and a job or an init container counts as done.",
    severity: "critical",
    remediation:
      "Name the image that holds the application in place of the one that it is built from, or give the program in the command or the arguments of the container.",
    incidents: ["A2", "P1"],
    appliesTo: isWorkload,
    asksOutside: true,
    resource: async (resource) => {
      const root = new Place(resource.props);
      const findings = readWorkloads(resource).flatMap((workload) => {
        const platform = platformToRead(nodePlatforms(workload, root, pools));
        // Whoever adds a container to a running pod is going to type into it.
        const started = workload.containers.filter(({ role }) => role !== "ephemeral");
        return [
          unreadContainers(workload, "what the containers there start could not be verified"),
          ...started.map(async (container) => {
            const { image } = container;
            if (image === undefined) return [];
            return checkStart(
              startedContainer(workload, container, root),
              () => readImage(image, platform, registry),
              registry,
            );
          }),
        ];
      });
      return (await Promise.all(findings)).flat();
    },
  });
}

/** The policy for the pack, which asks the registries as `image-exists` does. */
export const imageStartsSomething = imageStartsSomethingAsking(sharedRegistry, sharedNodePools);

function startedContainer(
  { platform }: Workload,
  container: Container,
  root: Place,
): StartedContainer {
  const place = placeAt(root, container.path);
  return platform === "cloud-run"
    ? { container, commandKey: "commands", attached: false }
    : {
        container,
        commandKey: "command",
        attached: either(place.at("stdin").flag() ?? false, place.at("tty").flag() ?? false),
      };
}

/** A shell waits on a terminal as well as on an input that nobody closes. */
function either(left: Value<boolean>, right: Value<boolean>): Value<boolean> {
  if (left === true || right === true) return true;
  return left === false ? right : left;
}
