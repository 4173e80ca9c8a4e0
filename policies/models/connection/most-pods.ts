import type { Place } from "../../framework/place";
import { isKnown, Unknown, type Value } from "../../framework/value";
import type { KubernetesObject } from "../kubernetes/object";
import type { ObjectIndex } from "../kubernetes/object-index";
import type { MostInstances } from "./most-instances";

/** Kinds that hold as many pods as they are told, and one where they are told nothing. */
const REPLICATED: ReadonlySet<string> = new Set([
  "Deployment",
  "StatefulSet",
  "ReplicaSet",
  "ReplicationController",
]);

/** Of a Deployment, where it says nothing: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge. */
const DEFAULT_SURGE = "25%";

/** How many pods of a workload can run at once; undefined for what is no workload of Kubernetes. */
export function mostPodsOf(
  object: KubernetesObject,
  index: ObjectIndex,
): MostInstances | undefined {
  const { kind, place } = object;
  const spec = place.at("spec");
  if (REPLICATED.has(kind)) {
    const scaled = scaledBy(object, index);
    const replicas = scaled ?? spec.at("replicas");
    const isGiven = replicas.value !== undefined && replicas.value !== null;
    return {
      path: scaled === undefined ? replicas.path : "spec.replicas",
      instances: isGiven ? numberOf(replicas) : 1,
      isDefault: !isGiven,
      ...rollout(kind, spec.at("strategy")),
    };
  }
  switch (kind) {
    case "Pod":
      return { path: place.path, instances: 1, isDefault: true, rollsOut: false };
    case "DaemonSet": {
      const reason = "runs on every node, whose number is known only in the cluster";
      return { path: "spec", instances: new Unknown(reason), isDefault: false, rollsOut: false };
    }
    case "Job":
      return ofJob(spec);
    case "CronJob":
      return ofJob(spec.at("jobTemplate", "spec"));
    default:
      return undefined;
  }
}

/** Pods of a job that run at once; one unless it says more. */
function ofJob(spec: Place): MostInstances {
  const parallelism = spec.at("parallelism");
  const isGiven = parallelism.value !== undefined && parallelism.value !== null;
  return {
    path: parallelism.path,
    instances: isGiven ? numberOf(parallelism) : 1,
    isDefault: !isGiven,
    rollsOut: false,
  };
}

/** The most pods that an autoscaler makes of a workload; undefined where none scales it. */
function scaledBy(object: KubernetesObject, index: ObjectIndex): Place | undefined {
  return index
    .ofKind("HorizontalPodAutoscaler", "autoscaling")
    .filter(({ namespace }) => namespace === object.namespace)
    .find(({ place }) => {
      const target = place.at("spec", "scaleTargetRef");
      return target.at("kind").value === object.kind && target.at("name").value === object.name;
    })
    ?.place.at("spec", "maxReplicas");
}

/** A StatefulSet replaces its pods one by one, and a Deployment all at once if it is told to. */
function rollout(kind: string, strategy: Place): Pick<MostInstances, "rollsOut" | "inRollout"> {
  if (kind !== "Deployment" || strategy.at("type").value === "Recreate") {
    return { rollsOut: false };
  }
  const { value } = strategy.at("rollingUpdate", "maxSurge");
  const surge = isKnown(value) ? (value ?? DEFAULT_SURGE) : undefined;
  const percent = typeof surge === "string" ? /^(\d{1,3})%$/.exec(surge)?.[1] : undefined;
  if (percent !== undefined) {
    return {
      rollsOut: true,
      inRollout: (pods) => pods + Math.ceil((pods * Number(percent)) / 100),
    };
  }
  const number = Number(surge ?? Number.NaN);
  return Number.isInteger(number)
    ? { rollsOut: true, inRollout: (pods) => pods + number }
    : { rollsOut: true };
}

function numberOf(place: Place): Value<number> {
  const { value } = place;
  if (value instanceof Unknown) {
    return value;
  }
  const number = Number(value);
  return Number.isInteger(number) && number >= 0 ? number : new Unknown("is no number");
}
