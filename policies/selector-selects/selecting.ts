import type { Place } from "../framework/place";
import type { KubernetesObject } from "../models/kubernetes/object";
import type { ObjectIndex, SelectedPods } from "../models/kubernetes/object-index";
import { isEmptySelector } from "../models/kubernetes/selector";

/** An object that does something for the pods that it selects. */
export interface Selecting {
  readonly object: KubernetesObject;
  readonly selector: Place;
  readonly selected: SelectedPods;
  /** What follows when it selects none, as a clause. */
  readonly consequence: string;
  /** Whether it is judged only beside pods of the program: elsewhere it may be meant for others. */
  readonly isForOthersToo: boolean;
}

/** What an object does for pods, by group and kind. */
const KINDS: Readonly<Record<string, Pick<Selecting, "consequence" | "isForOthersToo">>> = {
  "policy/PodDisruptionBudget": {
    consequence: "so an upgrade of the nodes may end all pods that it was meant for at once",
    isForOthersToo: true,
  },
  "networking.k8s.io/NetworkPolicy": {
    consequence: "so it neither closes nor opens anything",
    isForOthersToo: true,
  },
  "monitoring.googleapis.com/PodMonitoring": {
    consequence: "so no metrics are collected",
    isForOthersToo: true,
  },
  "monitoring.coreos.com/PodMonitor": {
    consequence: "so no metrics are collected",
    isForOthersToo: true,
  },
};

/** The objects of a program that select pods, with what they select. Those that say nothing select all, or leave it to others. */
export function selectingIn(index: ObjectIndex): readonly Selecting[] {
  return [
    ...index.services
      .filter(
        ({ object, hasSelector, type }) =>
          !object.isPatch && hasSelector !== false && type !== "ExternalName",
      )
      .map((service) => ({
        object: service.object,
        selector: service.selector,
        selected: index.podsOfService(service),
        consequence: "so every connection to it fails",
        isForOthersToo: false,
      })),
    ...index.objects.flatMap((object) => {
      const kind = KINDS[`${object.group}/${object.kind}`];
      const key = object.kind === "NetworkPolicy" ? "podSelector" : "selector";
      const selector = object.place.at("spec", key);
      return kind === undefined || object.isPatch || isEmptySelector(selector)
        ? []
        : [
            {
              object,
              selector,
              selected: index.podsSelectedBy(selector, object.namespace ?? "", object.resource),
              ...kind,
            },
          ];
    }),
  ];
}
