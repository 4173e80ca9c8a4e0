import type { Place } from "../../framework/place";
import { isKnown, type Value } from "../../framework/value";
import type { KubernetesObject } from "../kubernetes/object";
import type { ObjectIndex } from "../kubernetes/object-index";

/** What scales a workload by its load: a HorizontalPodAutoscaler, or a ScaledObject of KEDA that makes one. */
export interface Autoscaler {
  readonly object: KubernetesObject;
  /** The fewest replicas, with what the platform takes where the program gives none. */
  readonly fewest: Value<number>;
  /** The place of the fewest replicas. */
  readonly fewestPlace: Place;
}

/** Groups of what can be scaled, for a target that names no version of its API. */
const USUAL_GROUP = "apps";

/** The autoscalers of each workload. Make one for a run. */
export class Autoscalers {
  private readonly byWorkload = new Map<KubernetesObject, Autoscaler[]>();

  constructor(private readonly index: ObjectIndex) {
    const own = index
      .ofKind("HorizontalPodAutoscaler", "autoscaling")
      .map((object) => autoscalerOf(object, "minReplicas", 1));
    const keda = index
      .ofKind("ScaledObject", "keda.sh")
      .map((object) => autoscalerOf(object, "minReplicaCount", 0));
    for (const autoscaler of [...own, ...keda].filter(({ object }) => !object.isPatch)) {
      for (const target of this.targetsOf(autoscaler.object)) {
        this.byWorkload.set(target, [...(this.byWorkload.get(target) ?? []), autoscaler]);
      }
    }
  }

  /** What scales a workload; more than one is a mistake. */
  of(workload: KubernetesObject): readonly Autoscaler[] {
    return this.byWorkload.get(workload) ?? [];
  }

  /** The workloads of this program that an autoscaler scales: one, or none where nothing tells. */
  targetsOf({ place, resource, namespace }: KubernetesObject): readonly KubernetesObject[] {
    const reference = place.at("spec", "scaleTargetRef");
    const name = reference.at("name");
    const kind = textOr(reference.at("kind"), "Deployment");
    const apiVersion = textOr(reference.at("apiVersion"), `${USUAL_GROUP}/v1`);
    const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "core";
    const text = name.text();
    if (text !== undefined && !isKnown(text)) {
      const behind = this.index.behind(resource, name, kind, group);
      return behind.length === 1 ? behind : [];
    }
    const found = this.index.find({ group, kind, namespace, name: text ?? "", asker: resource });
    return found.is === "found" ? found.objects.filter(({ isPatch }) => !isPatch) : [];
  }
}

function autoscalerOf(object: KubernetesObject, key: string, fallback: number): Autoscaler {
  const place = object.place.at("spec", key);
  return { object, fewest: place.number() ?? fallback, fewestPlace: place };
}

function textOr(place: Place, fallback: string): string {
  const text = place.text();
  return text === undefined || !isKnown(text) || text === "" ? fallback : text;
}

/** The fewest pods that a workload runs with. */
export interface Fewest {
  readonly pods: Value<number>;
  /** What says so, for a message: `spec.replicas is 2`, or of an autoscaler. */
  readonly source: string;
  readonly place: Place;
}

/** The fewest replicas of a workload: what its autoscaler goes down to, else what it is given, else one. */
export function fewestReplicas(workload: KubernetesObject, autoscalers: Autoscalers): Fewest {
  const [autoscaler] = autoscalers.of(workload);
  if (autoscaler !== undefined) {
    const { object, fewest, fewestPlace } = autoscaler;
    const name = typeof object.name === "string" ? object.name : object.resource.name;
    const shown = isKnown(fewest) ? ` down to ${fewest}` : "";
    return {
      pods: fewest,
      place: fewestPlace,
      source: `${object.kind} "${name}" scales it${shown}`,
    };
  }
  const place = workload.place.at("spec", "replicas");
  const pods = place.number() ?? 1;
  return {
    pods,
    place,
    source:
      place.value === undefined || place.value === null
        ? "it has 1 replica"
        : `spec.replicas is ${isKnown(pods) ? pods : "unknown"}`,
  };
}
