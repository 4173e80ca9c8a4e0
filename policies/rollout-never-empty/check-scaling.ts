import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { Unknown } from "../framework/value";
import { type KubernetesObject, objectSubject } from "../models/kubernetes/object";
import type { Autoscaler } from "../models/rollout/autoscalers";

/** Whether a workload leaves its number of pods to its autoscaler, and gives it what it measures by. */
export function checkScaledWorkload(
  workload: KubernetesObject,
  autoscalers: readonly Autoscaler[],
): readonly Finding[] {
  const [autoscaler, ...others] = autoscalers;
  return autoscaler === undefined
    ? []
    : [...checkReplicas(workload, autoscaler), ...checkSeveral(autoscalers, others)];
}

function checkReplicas(workload: KubernetesObject, { object }: Autoscaler): readonly Finding[] {
  const replicas = workload.place.at("spec", "replicas");
  const isLeftAlone = (workload.resource.opts?.ignoreChanges ?? []).some((path) =>
    /^spec(?:\.replicas|\["replicas"\])?$/.test(path),
  );
  const reason = replicas.unknownReason();
  const isGiven = replicas.value !== undefined && replicas.value !== null;
  return !isGiven || isLeftAlone || (reason !== undefined && replicas.path !== "spec.replicas")
    ? []
    : [
        violation(
          replicas.path,
          `${reason ?? `is ${replicas.value}`}, and ${objectSubject(object)} scales this workload, so each update throws away what it has scaled to. Remove the replicas, or add "spec.replicas" to ignoreChanges.`,
        ),
      ];
}

function checkSeveral(
  all: readonly Autoscaler[],
  others: readonly Autoscaler[],
): readonly Finding[] {
  return others.length === 0
    ? []
    : [
        violation(
          "",
          `is scaled by ${all.length} autoscalers (${all
            .map(({ object }) => objectSubject(object))
            .sort()
            .join(
              ", ",
            )}), each of which undoes what the other does. Keep one, with the metrics of all.`,
        ),
      ];
}

/** A metric that is a share of what the containers ask for. */
interface Utilization {
  readonly place: Place;
  readonly resource: string;
  /** The one container that is measured; undefined for all of the pod. */
  readonly container: string | undefined;
}

/**
 * Whether the containers ask for what an autoscaler measures by. It cannot tell a share of nothing, and then scales nothing:
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#support-for-resource-metrics.
 *
 * @param filledIn What may fill in requests that the program leaves out, as a clause; undefined when nothing does.
 */
export function checkMeasured(
  autoscaler: KubernetesObject,
  target: KubernetesObject,
  filledIn: string | undefined,
): readonly Finding[] {
  const pod = target.place.at("spec", "template", "spec");
  return utilizationsIn(autoscaler.place.at("spec")).flatMap(({ place, resource, container }) => {
    const lacking = [...pod.at("containers").entries(), ...sidecarsIn(pod)]
      .filter((each) => container === undefined || each.at("name").value === container)
      .filter((each) => asksFor(each, resource) === false)
      .map((each) => shownContainer(each));
    if (lacking.length === 0) {
      return [];
    }
    const found = `measures the share of the requested ${resource}, and ${lacking.join(" and ")} of ${objectSubject(target)} ${lacking.length === 1 ? "requests" : "request"} none`;
    return [
      filledIn === undefined
        ? violation(
            place.path,
            `${found}, so the autoscaler can tell nothing and never scales. Set resources.requests.${resource} of each container.`,
          )
        : undetermined(
            place.path,
            `${found}, but ${filledIn}. Set resources.requests.${resource} of each container.`,
          ),
    ];
  });
}

function utilizationsIn(spec: Place): readonly Utilization[] {
  const old = spec.at("targetCPUUtilizationPercentage");
  const metrics = spec.at("metrics").entries();
  return [
    ...(typeof old.value === "number"
      ? [{ place: old, resource: "cpu", container: undefined }]
      : []),
    ...metrics.flatMap((metric): Utilization[] => {
      const of = metric.at("resource").record() === undefined ? "containerResource" : "resource";
      const source = metric.at(of);
      const resource = source.at("name").value;
      const container = source.at("container").value;
      const isShare =
        source.at("target", "type").value === "Utilization" ||
        typeof source.at("targetAverageUtilization").value === "number";
      return typeof resource === "string" && isShare
        ? [
            {
              place: source,
              resource,
              container: typeof container === "string" ? container : undefined,
            },
          ]
        : [];
    }),
  ];
}

function sidecarsIn(pod: Place): readonly Place[] {
  return pod
    .at("initContainers")
    .entries()
    .filter((container) => container.at("restartPolicy").value === "Always");
}

/** A limit without a request is the request too. Undefined where nothing tells. */
function asksFor(container: Place, resource: string): boolean | undefined {
  const amounts = ["requests", "limits"].map(
    (key) => container.at("resources", key, resource).value,
  );
  if (amounts.some((amount) => amount instanceof Unknown)) {
    return undefined;
  }
  return amounts.some((amount) => amount !== undefined && amount !== null);
}

function shownContainer(container: Place): string {
  const name = container.at("name").value;
  return typeof name === "string" ? `container "${name}"` : container.path;
}
