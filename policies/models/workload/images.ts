import { Unknown, type Value } from "../../framework/value";
import type { Workload } from "./workload";

/** One place of a workload that names an image. */
export interface WorkloadImage {
  /** Property path of the reference, such as `template.containers[0].image`. */
  readonly path: string;
  /** The reference as written; unknown also where the containers themselves cannot be read now. */
  readonly image: Value<string>;
}

/**
 * All images that a workload pulls, of every container and volume, in the order of its properties. A place that gives no
 * image (a Patch may leave it out) is not among them; a place that cannot be read now is, as an unknown.
 */
export function imagesOf(workload: Workload): readonly WorkloadImage[] {
  const unread = workload.unknowns.map(({ path, reason }) => ({
    path,
    image: new Unknown(reason),
  }));
  const containers = workload.containers.flatMap(({ path, image }) =>
    image === undefined ? [] : [{ path: `${path}.image`, image }],
  );
  return [...unread, ...containers, ...workload.volumeImages];
}
