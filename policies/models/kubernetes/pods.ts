import type { Place } from "../../framework/place";
import { Unknown, type Value } from "../../framework/value";
import { podSpecPath } from "../workload/kubernetes";
import { type Labels, readLabels } from "./labels";
import type { KubernetesObject } from "./object";

/** The pods that one workload makes, all alike. */
export interface Pods {
  /** The workload: a Deployment, a Job, a Pod itself, ... */
  readonly object: KubernetesObject;
  /** Those of the template, and those that Kubernetes adds. */
  readonly labels: Labels;
  /** The metadata of the template. */
  readonly metadata: Place;
  /** The specification of the pods. */
  readonly spec: Place;
}

/** A template is no workload: others make pods from it. */
const MAKES_NO_PODS: ReadonlySet<string> = new Set(["PodTemplate"]);

/** Reads the pods of a workload; undefined for an object that makes none. */
export function readPods(object: KubernetesObject): Pods | undefined {
  const path = podSpecPath(object.group, object.kind);
  if (path === undefined || MAKES_NO_PODS.has(object.kind)) {
    return undefined;
  }
  const metadata = object.place.at(...path.slice(0, -1), "metadata");
  return {
    object,
    labels: withPlatformLabels(readLabels(metadata.at("labels")), object),
    metadata,
    spec: object.place.at(...path),
  };
}

const isSet = new Unknown("is a label that Kubernetes sets when it makes the pod");

/** Labels whose value is made up when the pod is. */
const MADE_UP: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["pod-template-hash"],
  ReplicaSet: ["pod-template-hash"],
  StatefulSet: ["controller-revision-hash", "apps.kubernetes.io/pod-index"],
  DaemonSet: ["controller-revision-hash", "pod-template-generation"],
  Job: [
    "controller-uid",
    "batch.kubernetes.io/controller-uid",
    "batch.kubernetes.io/job-completion-index",
  ],
  CronJob: [
    "controller-uid",
    "batch.kubernetes.io/controller-uid",
    "batch.kubernetes.io/job-completion-index",
    "job-name",
    "batch.kubernetes.io/job-name",
  ],
};

const POD_NAME = "statefulset.kubernetes.io/pod-name";

const JOB_NAMES: readonly string[] = ["job-name", "batch.kubernetes.io/job-name"];

const ADDED: ReadonlySet<string> = new Set([
  ...Object.values(MADE_UP).flat(),
  ...JOB_NAMES,
  POD_NAME,
]);

/** Tells whether Kubernetes adds a label to pods, whatever their template says. */
export function isAddedLabel(key: string): boolean {
  return ADDED.has(key);
}

/** The labels of a template with what the controllers add: https://kubernetes.io/docs/reference/labels-annotations-taints. */
function withPlatformLabels(given: Labels, { kind, name }: KubernetesObject): Labels {
  const madeUp = MADE_UP[kind] ?? [];
  const owner: Value<string> = name ?? isSet;
  const added = (key: string): Value<string> | undefined => {
    if (kind === "Job" && JOB_NAMES.includes(key)) {
      return owner;
    }
    return madeUp.includes(key) || (kind === "StatefulSet" && key === POD_NAME) ? isSet : undefined;
  };
  return {
    get: (key) => given.get(key) ?? added(key),
    holds: (key, values) => {
      if (kind === "StatefulSet" && key === POD_NAME && typeof name === "string") {
        return values.some(
          (value) => value.startsWith(`${name}-`) && /^\d+$/.test(value.slice(name.length + 1)),
        );
      }
      const value = added(key);
      if (given.get(key) !== undefined || value === undefined) {
        return given.holds(key, values);
      }
      return value instanceof Unknown ? value : values.includes(value);
    },
  };
}
