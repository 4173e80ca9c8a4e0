import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { isOfTheCluster, type PodContainer, type PodSpec } from "../models/workload/pod-spec";
import { checkSense } from "./sense";

/** Kinds whose pods run on. What ends by itself, such as a Job, shows its failure by its exit code. */
const RUN_ON: ReadonlySet<string> = new Set([
  "apps/Deployment",
  "apps/StatefulSet",
  "apps/DaemonSet",
  "apps/ReplicaSet",
  "extensions/Deployment",
  "extensions/DaemonSet",
  "extensions/ReplicaSet",
  "core/ReplicationController",
  "core/Pod",
]);

/** Ports at which a container is watched and does not serve. */
const WATCHED = /metric|prom|admin|debug|health|probe|pprof|jmx/i;

/** What a missing probe leads to. */
const CONSEQUENCES = {
  startup:
    "so a start that takes longer than usual is ended by the liveness probe, or traffic comes before it is done",
  liveness: "so a process that hangs is never started anew",
  readiness: "so it gets traffic while it cannot answer, from its start on",
} as const;

type ProbeKind = keyof typeof CONSEQUENCES;

const ALL: readonly ProbeKind[] = ["startup", "liveness", "readiness"];

/** What is wrong with the probes of the containers of one workload. */
export function checkKubernetes(workload: PodSpec): readonly Finding[] {
  if (!runsOn(workload) || isOfTheCluster(workload)) {
    return [];
  }
  const main = workload.containers.filter(({ role }) => role === "main");
  const serving = main.filter(serves);
  return [
    ...workload.unread.map((place) =>
      undetermined(
        place.path,
        `${place.unknownReason()}, so nothing tells whether its containers have probes. Give it so that only single values are unknown.`,
      ),
    ),
    ...(workload.isPatch
      ? []
      : main.flatMap((container) =>
          wanted(container, main, serving).flatMap((kind) => checkPresent(container, kind)),
        )),
    ...workload.containers
      .filter(({ role }) => role === "main" || role === "sidecar")
      .flatMap(({ place }) => checkSense(place)),
  ];
}

function runsOn({ group, kind, spec }: PodSpec): boolean {
  const restart = spec.at("restartPolicy").value;
  return RUN_ON.has(`${group}/${kind}`) && restart !== "Never" && restart !== "OnFailure";
}

/**
 * The probes that a container must have: all where it serves, and one for liveness where it is all that the pod does. What stands
 * beside a container that serves, and does not serve itself, such as a shipper of logs, needs none.
 */
function wanted(
  container: PodContainer,
  main: readonly PodContainer[],
  serving: readonly PodContainer[],
): readonly ProbeKind[] {
  if (serving.includes(container)) {
    return ALL;
  }
  return serving.length === 0 && main[0] === container ? ["liveness"] : [];
}

/** A container serves if it declares a port that is not only there to watch it, or says when it is ready. */
function serves({ place }: PodContainer): boolean {
  return (
    place
      .at("ports")
      .entries()
      .some((port) => {
        const name = port.at("name").value;
        return typeof name !== "string" || !WATCHED.test(name);
      }) || isGiven(place.at("readinessProbe"))
  );
}

function checkPresent({ place }: PodContainer, kind: ProbeKind): readonly Finding[] {
  const probe = place.at(`${kind}Probe`);
  const reason = probe.unknownReason();
  if (reason !== undefined) {
    return [
      undetermined(
        probe.path,
        `${reason}, so nothing tells whether there is one. Give it so that only single values are unknown.`,
      ),
    ];
  }
  return isGiven(probe)
    ? []
    : [
        violation(
          probe.path,
          `is not set, ${CONSEQUENCES[kind]}. Set it, with a way to ask that the container answers.`,
        ),
      ];
}

function isGiven({ value }: Place): boolean {
  return value !== undefined && value !== null;
}
