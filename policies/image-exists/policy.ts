import { definePolicy } from "../framework/define-policy";
import type { Policy } from "../framework/policy";
import { isKnown, type Value } from "../framework/value";
import { imagesOf } from "../models/workload/images";
import { isWorkload, readWorkloads } from "../models/workload/read-workloads";
import type { ImageRegistry } from "../registry/lookup";
import { InvalidReference, parseReference } from "../registry/reference";
import { type RegistrySettings, sharedRegistry } from "../registry/shared-registry";
import { checkImage, type ImageAnswer } from "./check";
import { options } from "./options";

/**
 * Makes the policy.
 *
 * @param registryFor Gives what answers for image references, for the options of the run.
 */
export function imageExistsAsking(
  registryFor: (options: RegistrySettings) => ImageRegistry,
): Policy {
  return definePolicy({
    id: "image-exists",
    displayName: "Images exist",
    description:
      "Refuses an image that its registry does not have, by tag or by digest, and one whose registry could not be asked. " +
      "Such a workload never starts: its instances wait for an image that does not come, while the old ones are replaced.",
    severity: "critical",
    remediation:
      "Use a tag or digest that the registry has, or push the image before the deployment. For an image that is built in the same run, add an exemption.",
    incidents: ["A1", "P1"],
    options,
    appliesTo: isWorkload,
    asksOutside: true,
    resource: async (resource, context) => {
      const registry = registryFor(context.options);
      const images = readWorkloads(resource).flatMap(imagesOf);
      const findings = await Promise.all(
        images.map(async ({ path, image }) =>
          checkImage(path, await answerFor(image, registry), context.options.unavailable),
        ),
      );
      return findings.flat();
    },
  });
}

/**
 * The policy for the pack, which asks the real registries with the credentials of the user. Its options say how the
 * policies after it ask them too.
 */
export const imageExists = imageExistsAsking((options) => sharedRegistry.configure(options));

async function answerFor(written: Value<string>, registry: ImageRegistry): Promise<ImageAnswer> {
  if (!isKnown(written)) return written;
  const reference = parseReference(written);
  if (reference instanceof InvalidReference) return { written, invalid: reference };
  return { written, reference, lookup: await registry.lookup(reference) };
}
