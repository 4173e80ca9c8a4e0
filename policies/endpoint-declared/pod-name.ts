import { isKnown } from "../framework/value";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { Service } from "../models/kubernetes/service";

/** Whether a Service gives a pod a name of its own, as a headless one does for the pods of its StatefulSet. */
export type PodAnswer = "named" | "not headless" | "no such pod" | "unknown";

/** Tells whether `db-0.db.backend.svc` is the name of a pod: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service. */
export function checkPodName(pod: string, service: Service, index: ObjectIndex): PodAnswer {
  if (!isKnown(service.isHeadless)) {
    return "unknown";
  }
  if (!service.isHeadless) {
    return "not headless";
  }
  const { pods, maybe, unseen } = index.podsOfService(service);
  if (pods.length === 0 || maybe.length > 0 || unseen !== undefined) {
    return "unknown";
  }
  const isNamed = pods.some(({ object, spec }) => {
    const hostname = spec.at("hostname").value;
    const { name } = object;
    return (
      typeof name !== "string" ||
      hostname !== undefined ||
      object.kind === "Pod" ||
      (object.kind === "StatefulSet" &&
        pod.startsWith(`${name}-`) &&
        /^\d+$/.test(pod.slice(name.length + 1)))
    );
  });
  return isNamed ? "named" : "no such pod";
}
