import { type Finding, undetermined, violation } from "../framework/finding";
import { isKnown, Unknown } from "../framework/value";
import { type KubernetesObject, objectSubject } from "../models/kubernetes/object";
import type { Autoscalers } from "../models/rollout/autoscalers";
import { type Fewest, fewestReplicas } from "../models/rollout/autoscalers";
import type { Served } from "../models/rollout/serving";
import { podsIn, type Share, shareOr, shownShare } from "../models/rollout/share";

/** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment */
const DEFAULT_SHARE = "25%";

/** Whether a rollout of a workload to whose pods a Service leads ends all of them before new ones are ready. */
export function checkServedRollout(
  workload: KubernetesObject,
  served: Served,
  autoscalers: Autoscalers,
): readonly Finding[] {
  const fewest = fewestReplicas(workload, autoscalers);
  const found =
    workload.kind === "Deployment"
      ? checkDeployment(workload, served, fewest)
      : workload.kind === "StatefulSet"
        ? checkStatefulSet(workload, served, fewest)
        : [];
  return served.isSure
    ? found
    : found.map(({ path, message }) =>
        undetermined(
          path,
          `${message} Whether ${objectSubject(served.service.object)} leads to its pods is known only after deployment.`,
        ),
      );
}

function checkDeployment(
  workload: KubernetesObject,
  { service }: Served,
  fewest: Fewest,
): readonly Finding[] {
  const strategy = workload.place.at("spec", "strategy");
  const type = strategy.at("type");
  if (type.value instanceof Unknown) {
    return [unread(type.path, type.value)];
  }
  if (fewest.pods === 0) {
    return [];
  }
  if (type.value === "Recreate") {
    return hasVolumeOfItsOwn(workload)
      ? []
      : [
          violation(
            type.path,
            `is "Recreate", so each update ends all pods before a new one starts, and ${objectSubject(service.object)} leads nowhere meanwhile. Use "RollingUpdate" with maxUnavailable 0 and maxSurge 1.`,
          ),
        ];
  }
  const rolling = strategy.at("rollingUpdate");
  const unavailable = shareOr(rolling.at("maxUnavailable"), DEFAULT_SHARE);
  const surge = shareOr(rolling.at("maxSurge"), DEFAULT_SHARE);
  if (!isKnown(unavailable)) {
    return [unread(rolling.at("maxUnavailable").path, unavailable)];
  }
  if (!isKnown(fewest.pods)) {
    return unavailable.amount === 0 || isDefault(unavailable)
      ? []
      : [unread(fewest.place.path, fewest.pods)];
  }
  const gone = podsIn(unavailable, fewest.pods, "down");
  if (gone >= fewest.pods) {
    return [emptied(unavailable, gone, fewest, service.object)];
  }
  // Where both come to nothing, the controller ends one pod all the same.
  const isStuck = isKnown(surge) && gone === 0 && podsIn(surge, fewest.pods, "up") === 0;
  return isStuck && fewest.pods === 1
    ? [
        violation(
          rolling.at("maxSurge").path,
          `is ${isKnown(surge) ? shownShare(surge) : ""}, and ${fewest.source}, so each update ends the only pod before a new one starts, and ${objectSubject(service.object)} leads nowhere meanwhile. Set maxSurge to 1.`,
        ),
      ]
    : [];
}

function emptied(
  unavailable: Share,
  gone: number,
  fewest: Fewest,
  service: KubernetesObject,
): Finding {
  const share = unavailable.isPercent ? `${shownShare(unavailable)}, which is ${gone}` : gone;
  return violation(
    unavailable.place.path,
    `is ${share}, and ${fewest.source}, so an update may end all pods before a new one is ready, and ${objectSubject(service)} leads nowhere meanwhile. Set it to ${fewest.pods === 1 ? "0" : `less than ${fewest.pods}, or to 0`} with maxSurge 1.`,
  );
}

/** A StatefulSet replaces its pods one by one, unless it is told otherwise; one that has a single pod has no other way. */
function checkStatefulSet(
  workload: KubernetesObject,
  { service }: Served,
  fewest: Fewest,
): readonly Finding[] {
  const place = workload.place.at("spec", "updateStrategy", "rollingUpdate", "maxUnavailable");
  const unavailable = shareOr(place, 1);
  if (!isKnown(unavailable)) {
    return [unread(place.path, unavailable)];
  }
  if (!isKnown(fewest.pods) || fewest.pods < 2) {
    return [];
  }
  const gone = podsIn(unavailable, fewest.pods, "down");
  return gone >= fewest.pods ? [emptied(unavailable, gone, fewest, service.object)] : [];
}

function isDefault({ place }: Share): boolean {
  return place.value === undefined || place.value === null;
}

/** A volume that one node has at a time: the new pod could not start beside the old one. */
function hasVolumeOfItsOwn(workload: KubernetesObject): boolean {
  const volumes = workload.place.at("spec", "template", "spec", "volumes");
  return volumes
    .entries()
    .some((volume) =>
      ["persistentVolumeClaim", "gcePersistentDisk", "csi"].some(
        (source) => volume.at(source).record() !== undefined,
      ),
    );
}

function unread(path: string, { reason }: Unknown): Finding {
  return undetermined(path, `${reason}. Give it as a literal, so that the rollout can be checked.`);
}
