import type * as kubernetes from "@pulumi/kubernetes";

type Probe = kubernetes.types.input.core.v1.Probe;

/** What a probe asks for. */
export interface ProbeTarget {
  /** Path that answers 200 while all is well. */
  readonly path: string;
  /** Port of the pod. @default the port of the service */
  readonly port?: number;
  /** Headers of the request, which whoever may read the pod can read. @default none */
  readonly headers?: Readonly<Record<string, string>>;
}

/** When a pod counts as started. Changing any of it replaces the pods one after the other. */
export interface StartupProbeSettings extends ProbeTarget {
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
export interface ReadinessProbeSettings extends ProbeTarget {
  /** Seconds between two probes, 2 or more. @default 5 */
  readonly periodSeconds?: number;
  /** Seconds that one probe may take, 1 to less than `periodSeconds`. @default 3, or one less than `periodSeconds` */
  readonly timeoutSeconds?: number;
  /** Failed probes in a row after which the pod gets no more requests, until one succeeds. @default 3 */
  readonly failureThreshold?: number;
}

/** When a container that runs is started anew. Changing any of it replaces the pods one after the other. */
export interface LivenessProbeSettings extends ProbeTarget {
  /** Seconds between two probes, 2 or more. @default 30 */
  readonly periodSeconds?: number;
  /** Seconds that one probe may take, 1 to less than `periodSeconds`. @default 5, or one less than `periodSeconds` */
  readonly timeoutSeconds?: number;
  /** Failed probes in a row after which the container is started anew, 1 or more. @default 3 */
  readonly failureThreshold?: number;
}

/** Name of the one port of a container, by which probes and Services know it. */
export const portName = "http";

function httpGet({ path, port, headers = {} }: ProbeTarget): Probe["httpGet"] {
  const httpHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
  return {
    path,
    // Only a port of the same container has a name for a probe.
    port: port ?? portName,
    ...(httpHeaders.length > 0 && { httpHeaders }),
  };
}

/** The startup probe that gives the application its time: as many probes as cover it. */
export function startupProbe({
  withinSeconds,
  periodSeconds = 5,
  timeoutSeconds,
  ...target
}: StartupProbeSettings): Probe {
  return {
    httpGet: httpGet(target),
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
  periodSeconds = 5,
  timeoutSeconds,
  failureThreshold = 3,
  ...target
}: ReadinessProbeSettings): Probe {
  return {
    httpGet: httpGet(target),
    periodSeconds,
    timeoutSeconds: timeoutSeconds ?? Math.min(3, periodSeconds - 1),
    failureThreshold,
  };
}

/** The liveness probe. It begins once the startup probe has passed. */
export function livenessProbe({
  periodSeconds = 30,
  timeoutSeconds,
  failureThreshold = 3,
  ...target
}: LivenessProbeSettings): Probe {
  return {
    httpGet: httpGet(target),
    periodSeconds,
    timeoutSeconds: timeoutSeconds ?? Math.min(5, periodSeconds - 1),
    failureThreshold,
  };
}
