import { z } from "zod";
import { definePolicy } from "../framework/define-policy";
import { undetermined } from "../framework/finding";
import { NotApplicable, type Policy } from "../framework/policy";
import { isKnown } from "../framework/value";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import { imagesOf } from "../models/workload/images";
import { isWorkload, readWorkloads } from "../models/workload/read-workloads";
import type { ImageRegistry } from "../registry/lookup";
import { sharedRegistry } from "../registry/shared-registry";
import { locateWorkloads } from "./application";
import { checkWorkload, checkWorkloads, ownImages } from "./check";

const options = {
  independent: z
    .array(z.string().min(1))
    .default([])
    .describe(
      "Repositories of which each workload may choose its own version, beside those of databases, proxies, base images and the like, which may differ anyway: in full (`docker.io/shop/tool`), by the last part (`tool`), or all below a path (`docker.io/vendor/*`).",
    ),
};

/** Makes the policy. */
export function oneVersionPerApplicationAsking(registry: ImageRegistry): Policy {
  return definePolicy({
    id: "one-version-per-application",
    displayName: "An application has one version",
    description:
      "Refuses two versions of one image among the workloads of an application: what its app.kubernetes.io/part-of says within a namespace, else the namespace, and on Cloud Run the project in a region. " +
      "Code that was never tried together then shares one database and one queue, and nobody can say which version is deployed.",
    severity: "high",
    remediation:
      "Let all workloads of the application name one version, from one place of the program. Tell a canary apart by the label track, and add what others publish to the option independent.",
    incidents: ["A3"],
    options,
    appliesTo: (type) => isWorkload(type) || isKubernetesObject(type),
    asksOutside: true,
    resource: async (resource, context) => {
      if (!isWorkload(resource.type)) return new NotApplicable("It runs no image.");
      const workloads = readWorkloads(resource).map((workload) => ({
        ...workload,
        volumeImages: [],
      }));
      const findings = await Promise.all(
        workloads.map(async (workload) => {
          const images = imagesOf(workload);
          const unread = images.flatMap(({ path, image }) =>
            isKnown(image)
              ? []
              : [
                  undetermined(
                    path,
                    `${image.reason}, so it could not be compared with the other images of its application. Give the image as a literal.`,
                  ),
                ],
          );
          const own = ownImages(images, context.options.independent);
          return [...unread, ...(await checkWorkload(own, registry))];
        }),
      );
      return findings.flat();
    },
    stack: async (stack, context) => {
      const located = locateWorkloads(stack, ObjectIndex.of(stack));
      const workloads = located.map((workload) => ({
        ...workload,
        images: ownImages(workload.named, context.options.independent),
      }));
      return checkWorkloads(workloads, registry);
    },
  });
}

/** The policy for the pack, which asks the registries as `image-exists` does. */
export const oneVersionPerApplication = oneVersionPerApplicationAsking(sharedRegistry);
