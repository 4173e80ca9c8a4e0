import { createHash, randomBytes } from "node:crypto";
import { type CheckRequest, type CheckResult, Refusal } from "../protocol/provider";
import type { Properties } from "../values/value";
import { isNamespaced, type ObjectKind } from "./kind";
import {
  hasMadeName,
  isNamed,
  metadataOf,
  nameOf,
  namespaceOf,
  normalized,
  withMadeName,
  withMetadata,
} from "./object";

/** Checks an object: names it, puts it into the provider's namespace, and refuses what the real provider refuses. */
export function check(
  kind: ObjectKind,
  request: CheckRequest,
  defaultNamespace: string,
): CheckResult {
  const object = normalized(request.inputs);
  refuseImpossible(kind, object, request);
  const named = kind.isPatch ? object : withName(object, request);
  const inputs =
    defaultNamespace !== "" && isNamespaced(kind) && metadataOf(named).namespace === undefined
      ? withMetadata(named, { namespace: defaultNamespace })
      : named;
  return { inputs, failures: [] };
}

function refuseImpossible(
  kind: ObjectKind,
  object: Properties,
  { logicalName, type }: CheckRequest,
): void {
  if (kind.isList) {
    throw new Refusal(
      `"${logicalName}" is a list, "${type}". Lists cannot be created. Create the objects that are in it.`,
    );
  }
  if (kind.isPatch && !isNamed(object)) {
    throw new Refusal(
      `"${logicalName}" has no "metadata.name". A patch needs the name of the object that it changes. Give it.`,
    );
  }
  if (!isNamed(object) && metadataOf(object).generateName !== undefined) {
    throw new Refusal(
      `"${logicalName}" has "metadata.generateName". Server-side apply needs a name. ` +
        `Give "metadata.name", or leave both out to have one made.`,
    );
  }
}

function withName(object: Properties, request: CheckRequest): Properties {
  if (isNamed(object)) return object;
  const { priorInputs, naming } = request;
  if (priorInputs !== undefined && hasMadeName(priorInputs)) {
    return withMadeName(object, nameOf(priorInputs));
  }
  if (naming?.mode === "disabled") {
    throw new Refusal(
      `"${request.logicalName}" has no "metadata.name". The project's configuration forbids to make names up. Give it.`,
    );
  }
  return withMadeName(object, naming?.proposed ?? madeUpName(request));
}

/** The logical name, a hyphen and eight random digits; the same for the same seed. */
function madeUpName({ logicalName, randomSeed, urn }: CheckRequest): string {
  const digest =
    randomSeed.length === 0
      ? randomBytes(4).toString("hex")
      : createHash("sha256").update(randomSeed).update(urn).digest("hex");
  return `${logicalName}-${digest.slice(0, 8)}`;
}

/** The namespace that an object ends up in. */
export function finalNamespace(kind: ObjectKind, object: Properties): string {
  return isNamespaced(kind) ? namespaceOf(object) || "default" : "";
}
