import { Place } from "../framework/place";
import { podOf } from "../models/carrier/object-reference";
import { annotationsOf } from "../models/listener/injected";
import type { ToldSetting } from "../models/told/reading";
import type { ToldWorkload } from "../models/told/told-settings";

/** Where an injector, or the program itself, finds a secret: `vault:kv/redis#password`, `op://prod/redis/password`, `${sm://redis}`. */
const PLACE_OF_SECRET =
  /^(?:\$\{)?(?:projects\/[^/]+\/secrets\/|[a-z][a-z0-9+.-]{1,20}:\/\/|arn:|vault:|ref\+|@Microsoft\.KeyVault)/i;

/** Names under which the name of a secret stands that the program itself reads: `REDIS_SECRET_ID`. */
const NAME_OF_SECRET =
  /(?:^| )(?:secrets?|passwords?|credentials?) (?:secret )?(?:name|id|arn|ref|reference|resource|version)$/;

/** Annotations by which a pod asks for secrets as files or variables. */
const INJECTORS =
  /^(?:vault\.hashicorp\.com\/agent-inject|vault\.security\.banzaicloud\.io\/vault-addr|operator\.1password\.io\/inject|akeyless\/enabled|conjur\.org\/inject)$/;

/** Tells whether a text is no secret but the place where one is kept. */
export function isPlaceOfSecret(text: string): boolean {
  return PLACE_OF_SECRET.test(text.trim());
}

/** Tells whether a setting names a secret that the program reads by itself. */
export function namesSecret({ name }: Pick<ToldSetting, "name">): boolean {
  return NAME_OF_SECRET.test(name.join(" "));
}

/** The annotation by which the pods of a workload get secrets that the program does not show. */
export function injectorOf({ workload, resource }: ToldWorkload): Place | undefined {
  const [container] = workload.containers;
  if (container === undefined || workload.platform !== "kubernetes") {
    return undefined;
  }
  const root = new Place(resource.inputs ?? resource.props);
  const annotations = annotationsOf(root, podOf(root, container));
  return Object.keys(annotations.record() ?? {})
    .filter((key) => INJECTORS.test(key))
    .map((key) => new Place(annotations.at(key).value, `${annotations.path}["${key}"]`))
    .find(({ value }) => value !== "false" && value !== "");
}
