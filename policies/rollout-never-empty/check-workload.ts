import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { isKnown } from "../framework/value";
import { podsIn, readShare, shareOr, shownShare } from "../models/rollout/share";
import { startupBudget } from "../models/rollout/startup-budget";
import type { PlacedObject } from "./object-places";

/** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds */
const DEFAULT_DEADLINE = 600;

/** More former versions than anybody goes back; each is an object that the cluster keeps. The platform keeps 10. */
const MOST_REVISIONS = 100;

const UNCHECKED = "Give it as a literal, so that the rollout can be checked.";

/** What a workload says of its rollout that contradicts itself, whatever leads to its pods. */
export function checkWorkload({ group, kind, place }: PlacedObject): readonly Finding[] {
  if (group !== "apps") {
    return [];
  }
  const spec = place.at("spec");
  switch (kind) {
    case "Deployment":
      return [
        ...checkStrategy(spec.at("strategy", "rollingUpdate")),
        ...checkPaused(spec),
        ...checkDeadline(spec),
        ...checkHistory(spec.at("revisionHistoryLimit")),
      ];
    case "StatefulSet":
      return checkHistory(spec.at("revisionHistoryLimit"));
    case "DaemonSet":
      return [
        ...checkNodes(spec.at("updateStrategy", "rollingUpdate")),
        ...checkHistory(spec.at("revisionHistoryLimit")),
      ];
    default:
      return [];
  }
}

/** A rollout may neither end a pod before nor start one more: the API refuses it. */
function checkStrategy(rolling: Place): readonly Finding[] {
  const shares = ["maxUnavailable", "maxSurge"].map((key) => readShare(rolling.at(key)));
  return shares.every((share) => share !== undefined && isKnown(share) && share.amount === 0)
    ? [stuck(rolling)]
    : [];
}

function stuck(rolling: Place): Finding {
  return violation(
    rolling.path,
    "has maxUnavailable 0 and maxSurge 0, so no pod can be replaced, and Kubernetes refuses it. Set maxSurge to 1 or more.",
  );
}

function checkPaused(spec: Place): readonly Finding[] {
  return spec.at("paused").flag() === true
    ? [
        violation(
          spec.at("paused").path,
          "is true, so a new Deployment starts no pods and a changed one keeps its old ones, though the update succeeds. Remove it.",
        ),
      ]
    : [];
}

/** A DaemonSet ends pods on several nodes at once, or starts new ones beside them, and never both. */
function checkNodes(rolling: Place): readonly Finding[] {
  const unavailable = shareOr(rolling.at("maxUnavailable"), 1);
  const surge = shareOr(rolling.at("maxSurge"), 0);
  if (!isKnown(unavailable) || !isKnown(surge)) {
    return [unavailable, surge].flatMap((share, index) =>
      isKnown(share)
        ? []
        : [
            undetermined(
              rolling.at(index === 0 ? "maxUnavailable" : "maxSurge").path,
              `${share.reason}. ${UNCHECKED}`,
            ),
          ],
    );
  }
  if (surge.amount > 0 && unavailable.amount > 0) {
    return [
      violation(
        surge.place.path,
        `is ${shownShare(surge)} with maxUnavailable ${shownShare(unavailable)}, and Kubernetes takes one of them. Set maxUnavailable to 0.`,
      ),
    ];
  }
  if (surge.amount === 0 && unavailable.amount === 0) {
    return [stuck(rolling)];
  }
  return unavailable.isPercent && podsIn(unavailable, 100, "up") >= 100
    ? [
        violation(
          unavailable.place.path,
          `is ${shownShare(unavailable)}, so an update ends the pods of all nodes at once. Set it to a part, such as "10%", or set it to 0 with maxSurge 1.`,
        ),
      ]
    : [];
}

/** The rollout is called failed when it makes no progress for this long; a pod that starts slowly makes none. */
function checkDeadline(spec: Place): readonly Finding[] {
  const place = spec.at("progressDeadlineSeconds");
  const ready = spec.at("minReadySeconds");
  const deadline = place.number() ?? DEFAULT_DEADLINE;
  const wait = ready.number() ?? 0;
  if (!isKnown(deadline) || !isKnown(wait)) {
    return [place, ready].flatMap((each) => {
      const reason = each.unknownReason();
      return reason === undefined || each.path === spec.path
        ? []
        : [undetermined(each.path, `${reason}. ${UNCHECKED}`)];
    });
  }
  const found =
    place.number() === undefined
      ? `is not set, so it is ${DEFAULT_DEADLINE} s`
      : `is ${deadline} s`;
  if (wait >= deadline) {
    return [
      violation(
        place.path,
        `${found}, and minReadySeconds is ${wait} s. It must be more, or no rollout can end. Set it to ${wait + DEFAULT_DEADLINE} or more.`,
      ),
    ];
  }
  const budget = startupBudget(spec.at("template", "spec"));
  // A probe that cannot be read is told by the policy that judges probes.
  if (budget === undefined || !isKnown(budget) || budget.seconds + wait < deadline) {
    return [];
  }
  const needed = budget.seconds + wait;
  const sum = wait === 0 ? "" : ` and minReadySeconds ${wait} s`;
  return [
    violation(
      place.path,
      `${found}, and a pod may take ${needed} s to become ready (${budget.path} allows ${budget.arithmetic}${sum}), so the rollout counts as failed while the pod still starts. Set it to more than ${needed}, or shorten the probe.`,
    ),
  ];
}

function checkHistory(place: Place): readonly Finding[] {
  const limit = place.number();
  if (limit === undefined) {
    return [];
  }
  if (!isKnown(limit)) {
    return place.path.endsWith("revisionHistoryLimit")
      ? [undetermined(place.path, `${limit.reason}. ${UNCHECKED}`)]
      : [];
  }
  if (limit === 0) {
    return [
      violation(
        place.path,
        "is 0, so no former version is kept and a bad one cannot be rolled back. Set it to 1 or more, or remove it to keep 10.",
      ),
    ];
  }
  return limit > MOST_REVISIONS
    ? [
        violation(
          place.path,
          `is ${limit}, so the cluster keeps that many former versions with their images. Set it to ${MOST_REVISIONS} or less, or remove it to keep 10.`,
        ),
      ]
    : [];
}
