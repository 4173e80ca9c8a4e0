import { digitsOf } from "../values/reading";
import { isObject, type Plain, type Properties, unmarked } from "../values/value";
import type { ObjectKind } from "./kind";

/** What a status is made from. */
interface Facts {
  /** The spec of the object; empty where it has none. */
  readonly spec: Properties;
  /** Numbers that are always the same for this object. */
  readonly address: string;
}

/** The status that the real provider waits for, by kind. */
const byKind: Readonly<Record<string, (facts: Facts) => Plain | undefined>> = {
  CronJob: () => ({}),
  DaemonSet: () => ({
    currentNumberScheduled: 3,
    desiredNumberScheduled: 3,
    numberAvailable: 3,
    numberMisscheduled: 0,
    numberReady: 3,
  }),
  Deployment: (facts) => ({
    ...replicasOf(facts),
    conditions: [isTrue("Available"), isTrue("Progressing")],
  }),
  Ingress: ({ address }) => ({ loadBalancer: { ingress: [{ ip: address }] } }),
  Job: ({ spec }) => ({
    conditions: [isTrue("Complete")],
    succeeded: Number(unmarked(spec.completions ?? 1)),
  }),
  Namespace: () => ({ phase: "Active" }),
  PersistentVolumeClaim: () => ({ phase: "Bound" }),
  Pod: ({ address }) => ({
    conditions: [isTrue("Initialized"), isTrue("Ready")],
    phase: "Running",
    podIP: address.replace(/^\d+\.\d+/, "10.100"),
  }),
  ReplicaSet: replicasOf,
  Service: ({ spec, address }) => {
    const balanced: Plain = { ingress: [{ ip: address }] };
    return { loadBalancer: spec.type === "LoadBalancer" ? balanced : {} };
  },
  StatefulSet: replicasOf,
};

/** The status of an object that the cluster has made ready; undefined for kinds without one. */
export function statusOf(kind: ObjectKind, object: Properties, urn: string): Plain | undefined {
  if (kind.isPatch) return undefined;
  const spec = unmarked(object.spec ?? null);
  const number = Number(digitsOf(`load balancer ${urn}`, 9));
  return byKind[kind.kind]?.({
    spec: isObject(spec) ? spec : {},
    address: `34.${64 + (number % 32)}.${Math.floor(number / 32) % 256}.${1 + (Math.floor(number / 8192) % 254)}`,
  });
}

function replicasOf({ spec }: Facts): { [name: string]: Plain } {
  const replicas = Number(unmarked(spec.replicas ?? 1));
  return {
    availableReplicas: replicas,
    readyReplicas: replicas,
    replicas,
    updatedReplicas: replicas,
  };
}

function isTrue(type: string): Plain {
  return { status: "True", type };
}
