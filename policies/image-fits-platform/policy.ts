import { definePolicy } from "../framework/define-policy";
import { Place } from "../framework/place";
import { NotApplicable, type Policy } from "../framework/policy";
import { hasNodes, NodePools, sharedNodePools } from "../models/compute/node-pools";
import { readImage } from "../models/image/container-image";
import { nodePlatforms, platformToRead } from "../models/workload/node-platform";
import { isWorkload, readWorkloads } from "../models/workload/read-workloads";
import { unreadContainers } from "../models/workload/unread-containers";
import { type PolicyRegistry, sharedRegistry } from "../registry/shared-registry";
import { checkPlatform } from "./check";

/**
 * Makes the policy.
 *
 * @param pools The node pools of the program, as far as it has registered them.
 */
export function imageFitsPlatformAsking(registry: PolicyRegistry, pools = new NodePools()): Policy {
  return definePolicy({
    id: "image-fits-platform",
    displayName: "Images fit the platform they run on",
    description:
      "Refuses an image that cannot be had for the platform that its container runs on: linux/amd64 on Cloud Run, and on Kubernetes the architecture and the operating system of the nodes that the workload asks for. " +
      "Such an image is not pulled, or ends at once with an exec format error, while the old instances are replaced.",
    severity: "critical",
    remediation:
      'Build the image for that platform, or for several at once with "docker buildx build --platform linux/amd64,linux/arm64", or ask for nodes that fit it with the node selector "kubernetes.io/arch".',
    incidents: ["P1", "A16"],
    appliesTo: (type) => isWorkload(type) || hasNodes(type),
    asksOutside: true,
    resource: async (resource) => {
      if (hasNodes(resource.type)) {
        pools.learn(resource.urn, resource);
        return new NotApplicable("It runs no image; its machines are noted for those that do.");
      }
      const root = new Place(resource.props);
      const findings = readWorkloads(resource).flatMap((workload) => {
        const nodes = nodePlatforms(workload, root, pools);
        const platform = platformToRead(nodes);
        return [
          unreadContainers(workload, "the platforms of the images there could not be verified"),
          ...workload.containers.map(async ({ path, image }) =>
            image === undefined
              ? []
              : checkPlatform(
                  `${path}.image`,
                  await readImage(image, platform, registry),
                  nodes,
                  registry,
                ),
          ),
        ];
      });
      return (await Promise.all(findings)).flat();
    },
  });
}

/** The policy for the pack, which asks the registries as `image-exists` does. */
export const imageFitsPlatform = imageFitsPlatformAsking(sharedRegistry, sharedNodePools);
