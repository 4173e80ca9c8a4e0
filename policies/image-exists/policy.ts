import { definePolicy } from "../framework/define-policy";
import type { Policy } from "../framework/policy";
import { isKnown, type Value } from "../framework/value";
import { imagesOf } from "../models/workload/images";
import { isWorkload, readWorkloads } from "../models/workload/read-workloads";
import { RegistryClient } from "../registry/client";
import type { ImageRegistry } from "../registry/lookup";
import { parseMirrors } from "../registry/mirrors";
import { InvalidReference, parseReference } from "../registry/reference";
import { checkImage, type ImageAnswer } from "./check";
import { options, parseDuration } from "./options";

/** What the policy is told of how to ask registries. */
export interface LookupOptions {
  readonly mirrors: Readonly<Record<string, string>>;
  readonly timeout: string;
  readonly concurrency: number;
}

/**
 * Makes the policy.
 *
 * @param registryFor Gives what answers for image references, for the options of the run.
 */
export function imageExistsAsking(registryFor: (options: LookupOptions) => ImageRegistry): Policy {
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

/** The policy for the pack, which asks the real registries with the credentials of the user. */
export const imageExists = imageExistsAsking(oneClientForEachSetting());

async function answerFor(written: Value<string>, registry: ImageRegistry): Promise<ImageAnswer> {
  if (!isKnown(written)) return written;
  const reference = parseReference(written);
  if (reference instanceof InvalidReference) return { written, invalid: reference };
  return { written, reference, lookup: await registry.lookup(reference) };
}

/** A client remembers its lookups for the run; options that are the same again lead to the same client. */
function oneClientForEachSetting(): (options: LookupOptions) => ImageRegistry {
  const clients = new Map<string, ImageRegistry>();
  return ({ mirrors, timeout, concurrency }) => {
    const key = JSON.stringify([mirrors, timeout, concurrency]);
    const client =
      clients.get(key) ??
      new RegistryClient({
        mirrors: parseMirrors(mirrors),
        timeout: parseDuration(timeout),
        concurrency,
      });
    clients.set(key, client);
    return client;
  };
}
