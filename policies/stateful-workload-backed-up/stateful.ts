import { imageName } from "../models/carrier/workload-text";
import type { KubernetesObject } from "../models/kubernetes/object";
import type { Pods } from "../models/kubernetes/pods";
import { knownListener } from "../models/listener/known-listeners";

/** The first port of the databases whose data nobody can make again: PostgreSQL, MySQL and MongoDB, with what is made of them. */
const DATABASE_PORTS: ReadonlySet<number> = new Set([5432, 3306, 27017]);

/** A workload with volumes that outlive its pods. */
export interface StatefulWorkload {
  readonly object: KubernetesObject;
  /** Property path of the volumes. */
  readonly path: string;
  /** The image of the database that it runs, by the last part of its name; undefined where none is known. */
  readonly database: string | undefined;
}

/** Reads a workload with volumes of its own: a StatefulSet with claims, and a database that mounts a claim. */
export function readStateful({ object, spec }: Pods): StatefulWorkload | undefined {
  const claims = object.place.at("spec", "volumeClaimTemplates");
  const database = databaseIn(spec.at("containers"));
  if (object.isPatch) {
    return undefined;
  }
  if (object.kind === "StatefulSet" && claims.entries().length > 0) {
    return { object, path: claims.path, database };
  }
  const mounted = spec
    .at("volumes")
    .entries()
    .map((volume) => volume.at("persistentVolumeClaim"))
    .find((claim) => claim.record() !== undefined);
  return mounted === undefined || database === undefined
    ? undefined
    : { object, path: mounted.path, database };
}

function databaseIn(containers: Pods["spec"]): string | undefined {
  return containers
    .entries()
    .flatMap((container) => imageName({ image: container.at("image").text() }) ?? [])
    .find((name) => DATABASE_PORTS.has(knownListener(name)?.ports[0] ?? 0));
}
