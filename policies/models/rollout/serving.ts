import { isKnown } from "../../framework/value";
import type { KubernetesObject } from "../kubernetes/object";
import type { ObjectIndex } from "../kubernetes/object-index";
import type { Service } from "../kubernetes/service";

/** A Service that leads to the pods of a workload. */
export interface Served {
  readonly service: Service;
  /** Whether it surely does, and not only may, as its selector or the labels of the pods are not known. */
  readonly isSure: boolean;
}

/** The Services that lead to the pods of each workload. Make one for a run. */
export class Serving {
  private readonly byWorkload = new Map<KubernetesObject, Served>();

  constructor(index: ObjectIndex) {
    for (const service of index.services) {
      const leadsToPods = service.hasSelector !== false && service.externalName === undefined;
      if (leadsToPods && !service.object.isPatch) {
        this.add(service, index);
      }
    }
  }

  /** A Service that leads to the pods of a workload, a sure one first; undefined where none does. */
  serviceOf(workload: KubernetesObject): Served | undefined {
    return this.byWorkload.get(workload);
  }

  private add(service: Service, index: ObjectIndex): void {
    const { pods, maybe } = index.podsOfService(service);
    const isRead = isKnown(service.hasSelector);
    for (const { object } of pods) {
      this.note(object, { service, isSure: isRead });
    }
    for (const { object } of maybe) {
      this.note(object, { service, isSure: false });
    }
  }

  private note(workload: KubernetesObject, served: Served): void {
    const before = this.byWorkload.get(workload);
    if (before === undefined || (served.isSure && !before.isSure)) {
      this.byWorkload.set(workload, served);
    }
  }
}
