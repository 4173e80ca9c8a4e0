import type * as kubernetes from "@pulumi/kubernetes";

type Probe = kubernetes.types.input.core.v1.Probe;

/** When a pod counts as started. Changing any of it replaces the pods one after the other. */
export interface StartupProbeSettings {
  /** Path that answers 200 once the application has started. */
  readonly path: string;
  /**
   * Seconds that the application may take to start, all its phases together. It is rounded up to whole periods,
   * after which the container is started anew.
   */
  readonly withinSeconds: number;
  /** Seconds between two probes, 1 or more. @default 5 */
  readonly periodSeconds?: number;
  /** Seconds that one probe may take, 1 to `periodSeconds`. @default 5, or `periodSeconds` where that is less */
  readonly timeoutSeconds?: number;
}

/** When a pod gets requests. Changing any of it replaces the pods one after the other. */
export interface ReadinessProbeSettings {
  /** Path that answers 200 while the pod can serve. */
  readonly path: string;
  /** Seconds between two probes, 2 or more. @default 5 */
  readonly periodSeconds?: number;
  /** Seconds that one probe may take, 1 to less than `periodSeconds`. @default 3, or one less than `periodSeconds` */
  readonly timeoutSeconds?: number;
  /** Failed probes in a row after which the pod gets no more requests, until one succeeds. @default 3 */
  readonly failureThreshold?: number;
}

/** When a container that runs is started anew. Changing any of it replaces the pods one after the other. */
export interface LivenessProbeSettings {
  /** Path that answers 200 while the application works. */
  readonly path: string;
  /** Seconds between two probes, 2 or more. @default 30 */
  readonly periodSeconds?: number;
  /** Seconds that one probe may take, 1 to less than `periodSeconds`. @default 5, or one less than `periodSeconds` */
  readonly timeoutSeconds?: number;
  /** Failed probes in a row after which the container is started anew, 1 or more. @default 3 */
  readonly failureThreshold?: number;
}

/** Name of the one port of a container, by which probes and Services know it. */
export const portName = "http";

/** The startup probe that gives the application its time: as many probes as cover it. */
export function startupProbe({
  path,
  withinSeconds,
  periodSeconds = 5,
  timeoutSeconds,
}: StartupProbeSettings): Probe {
  return {
    httpGet: { path, port: portName },
    periodSeconds,
    timeoutSeconds: timeoutSeconds ?? Math.min(5, periodSeconds),
    failureThreshold: Math.ceil(withinSeconds / periodSeconds),
  };
}

/**
 * The readiness probe. It asks more often than the liveness probe and gives up sooner: a pod that cannot serve for a
 * while is passed over, and started anew only when that lasts.
 */
export function readinessProbe({
  path,
  periodSeconds = 5,
  timeoutSeconds,
  failureThreshold = 3,
}: ReadinessProbeSettings): Probe {
  return {
    httpGet: { path, port: portName },
    periodSeconds,
    timeoutSeconds: timeoutSeconds ?? Math.min(3, periodSeconds - 1),
    failureThreshold,
  };
}

/** The liveness probe. It begins once the startup probe has passed. */
export function livenessProbe({
  path,
  periodSeconds = 30,
  timeoutSeconds,
  failureThreshold = 3,
}: LivenessProbeSettings): Probe {
  return {
    httpGet: { path, port: portName },
    periodSeconds,
    timeoutSeconds: timeoutSeconds ?? Math.min(5, periodSeconds - 1),
    failureThreshold,
  };
}
