import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { Unknown, type Value } from "../framework/value";
import { isFinding, type NamedImage, readable } from "../models/image/container-image";
import type { PolicyRegistry } from "../registry/shared-registry";

const WHAT = "its user";

/** What a container and its pod say of the user. */
export interface DeclaredUser {
  /** Place of the `securityContext` of the container, and that of its pod. */
  readonly container: Place;
  readonly pod: Place;
}

/**
 * What is wrong with the user of one container, as the kubelet sees it before it starts the container: nothing, or one
 * finding. The image is read only where it decides.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/kubelet/kuberuntime/security_context_others.go
 *
 * @param path Property path of the image.
 */
export async function checkUser(
  path: string,
  declared: DeclaredUser,
  readImage: () => Promise<Value<NamedImage>>,
  registry: PolicyRegistry,
): Promise<readonly Finding[]> {
  const promise = own(declared, "runAsNonRoot");
  const promised = promise.flag();
  if (promised instanceof Unknown) return [unknownPlace(promise, promised)];
  if (promised !== true) return [];
  const user = own(declared, "runAsUser");
  const number = user.number();
  if (number instanceof Unknown) return [unknownPlace(user, number)];
  const promisedAt = `"${promise.path}" promises`;
  if (number === 0) {
    return [
      violation(
        user.path,
        `is "0", which is root, but ${promisedAt} another user: the container is not started. Give the number of another user, or take back the promise.`,
      ),
    ];
  }
  if (number !== undefined) return [];
  const read = readable(path, await readImage(), WHAT, registry);
  if (isFinding(read)) return [read];
  if (read.contents.kind === "artifact") {
    const message = `names ${read.shown}, which is ${read.contents.what} and no image, so it has no user. Name an image.`;
    return [undetermined(path, message)];
  }
  const problem = problemOf(read.contents.configuration.user);
  return problem === undefined
    ? []
    : [
        violation(
          path,
          `names ${read.shown}, ${problem}, but ${promisedAt} a user other than root: the container is not started. Set "runAsUser" to the number of a user, or build the image with a number as its USER.`,
        ),
      ];
}

/** What the container says goes before what the pod says. */
function own({ container, pod }: DeclaredUser, key: string): Place {
  const place = container.at(key);
  return place.value === undefined || place.value === null ? pod.at(key) : place;
}

/** A user is written as `user`, `user:group`, by number or by name; only numbers can be told from root. */
function problemOf(user: string): string | undefined {
  const [name = ""] = user.split(":");
  if (name === "") return "which names no user and so runs as root";
  if (/^\d+$/.test(name)) return Number(name) === 0 ? "which runs as root" : undefined;
  return name === "root"
    ? "which runs as root"
    : `which runs as the user "${shorten(name)}", and a name cannot be told from root`;
}

function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59)}…` : name;
}

function unknownPlace({ path }: Place, { reason }: Unknown): Finding {
  const message = `${reason}, so whether the image runs as declared could not be verified. Give it as a literal.`;
  return undetermined(path, message);
}
