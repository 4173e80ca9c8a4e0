import { Place } from "../framework/place";
import { isKnown } from "../framework/value";
import { podOf } from "../models/carrier/object-reference";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { Container } from "../models/workload/workload";
import type { Reading } from "./provided";

/** https://cloud.google.com/run/docs/container-contract#env-vars */
const OF_CLOUD_RUN: Readonly<Record<string, readonly string[]>> = {
  "Cloud Run service": ["PORT", "K_SERVICE", "K_REVISION", "K_CONFIGURATION"],
  "Cloud Run job": [
    "CLOUD_RUN_JOB",
    "CLOUD_RUN_EXECUTION",
    "CLOUD_RUN_TASK_INDEX",
    "CLOUD_RUN_TASK_ATTEMPT",
    "CLOUD_RUN_TASK_COUNT",
  ],
};

/** https://kubernetes.io/docs/concepts/containers/container-environment and the variables of the Service `kubernetes`. */
const OF_KUBERNETES =
  /^KUBERNETES_(?:SERVICE_HOST|SERVICE_PORT(?:_HTTPS)?|PORT(?:_443_TCP(?:_\w+)?)?)$/;

/** Variables that a container has whatever its program is given; the runtime sets them, so nothing is put in place of them. */
const OF_RUNTIME: ReadonlySet<string> = new Set(["HOSTNAME", "HOME", "PATH"]);

/** Whether the platform sets a variable itself: for sure, perhaps, or not. */
export function setByPlatform(
  name: string,
  container: Container,
  reading: Reading,
  index: ObjectIndex,
): "yes" | "perhaps" | "no" {
  const { workload } = reading;
  if (workload.platform === "cloud-run") {
    const own = OF_CLOUD_RUN[workload.kind] ?? [];
    return own.includes(name) && (name !== "PORT" || container.role === "main") ? "yes" : "no";
  }
  return OF_KUBERNETES.test(name) ? "yes" : setByService(name, container, reading, index);
}

/** Whether the runtime of containers sets a variable. */
export function setByRuntime(name: string): boolean {
  return OF_RUNTIME.has(name);
}

/** The host and the ports of every Service that was there before the pod, unless the pod wants none of them. */
function setByService(
  name: string,
  container: Container,
  { resource, namespace }: Reading,
  index: ObjectIndex,
): "yes" | "perhaps" | "no" {
  const [, service] =
    /^([A-Z][A-Z0-9_]*)_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT(?:_\d+_(?:TCP|UDP)(?:_\w+)?)?)$/.exec(
      name,
    ) ?? [];
  const root = new Place(resource.inputs ?? resource.props);
  const links = podOf(root, container).at("enableServiceLinks").flag();
  if (service === undefined || links === false) {
    return "no";
  }
  const lookup = index.find({
    kind: "Service",
    name: service.toLowerCase().replaceAll("_", "-"),
    asker: resource,
    ...(namespace === undefined ? {} : { namespace }),
  });
  if (lookup.is === "found") {
    return isKnown(links ?? true) ? "yes" : "perhaps";
  }
  // `REDIS_PORT` is seldom meant to come from a Service; `REDIS_SERVICE_HOST` comes from nothing else.
  return name.includes("_SERVICE_") ? "perhaps" : "no";
}
