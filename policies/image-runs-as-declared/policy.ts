import { definePolicy } from "../framework/define-policy";
import { Place } from "../framework/place";
import { NotApplicable, type Policy } from "../framework/policy";
import { placeAt, podOf } from "../models/carrier/object-reference";
import { NodePools, sharedNodePools } from "../models/compute/node-pools";
import { readImage } from "../models/image/container-image";
import { nodePlatforms, platformToRead } from "../models/workload/node-platform";
import { isWorkload, readWorkloads } from "../models/workload/read-workloads";
import { unreadContainers } from "../models/workload/unread-containers";
import { type PolicyRegistry, sharedRegistry } from "../registry/shared-registry";
import { checkUser } from "./check";

/**
 * Makes the policy.
 *
 * @param pools The node pools of the program, as far as it has registered them.
 */
export function imageRunsAsDeclaredAsking(
  registry: PolicyRegistry,
  pools = new NodePools(),
): Policy {
  return definePolicy({
    id: "image-runs-as-declared",
    displayName: "Images run as the user that is promised",
    description:
      "Refuses a container that promises with runAsNonRoot not to run as root while its image, or its runAsUser, is root, or while the image has a user by name, which the kubelet cannot tell from root. " +
      "The kubelet does not start such a container: the pod stays at CreateContainerConfigError.",
    severity: "high",
    remediation:
      "Set runAsUser to the number of a user that is not root, or build the image with such a number as its USER.",
    incidents: ["A17"],
    appliesTo: isWorkload,
    asksOutside: true,
    resource: async (resource) => {
      const root = new Place(resource.props);
      const workloads = readWorkloads(resource).filter(({ platform }) => platform === "kubernetes");
      if (workloads.length === 0) {
        return new NotApplicable("Cloud Run has no promise about the user of a container.");
      }
      const findings = workloads.flatMap((workload) => {
        const platform = platformToRead(nodePlatforms(workload, root, pools));
        if (platform.os === "windows") return [];
        return [
          unreadContainers(workload, "the users of the containers there could not be verified"),
          ...workload.containers.map(async (container) => {
            const { path, image } = container;
            if (image === undefined) return [];
            return checkUser(
              `${path}.image`,
              {
                container: placeAt(root, path).at("securityContext"),
                pod: podOf(root, container).at("securityContext"),
              },
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
export const imageRunsAsDeclared = imageRunsAsDeclaredAsking(sharedRegistry, sharedNodePools);
