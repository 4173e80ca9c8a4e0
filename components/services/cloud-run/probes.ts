import type * as gcp from "@pulumi/gcp";

/** What a probe asks for. */
export interface ProbeTarget {
  /** Path that answers 200 while all is well. */
  readonly path: string;
  /** Port of the instance. @default the port of the service */
  readonly port?: number;
  /** Headers of the request, which whoever may view the revision can read. @default none */
  readonly headers?: Readonly<Record<string, string>>;
}

/** When a new instance counts as started. Changing any of it gives the service a new revision. */
export interface StartupProbeSettings extends ProbeTarget {
  /**
   * Seconds that the application may take to start, all its phases together, 1 to 240. It is rounded up to
   * whole periods, which together must not exceed 240 s
   * (https://cloud.google.com/run/docs/configuring/healthchecks).
   */
  readonly withinSeconds: number;
  /** Seconds between two probes, 1 to 240. @default 5 */
  readonly periodSeconds?: number;
  /** Seconds that one probe may take, 1 to `periodSeconds`. @default 5, or `periodSeconds` where that is less */
  readonly timeoutSeconds?: number;
}

/** When a running instance is restarted. Changing any of it gives the service a new revision. */
export interface LivenessProbeSettings extends ProbeTarget {
  /** Seconds between two probes, 2 to 3600. @default 30 */
  readonly periodSeconds?: number;
  /** Seconds that one probe may take, 1 to less than `periodSeconds`. @default 5, or one less than `periodSeconds` */
  readonly timeoutSeconds?: number;
  /** Failed probes in a row after which the instance is restarted, 1 or more. @default 3 */
  readonly failureThreshold?: number;
}

/** When an instance that has started gets requests. Changing any of it gives the service a new revision. */
export interface ReadinessProbeSettings extends Omit<ProbeTarget, "headers"> {
  /** Seconds between two probes, 2 to 3600. @default 5 */
  readonly periodSeconds?: number;
  /** Seconds that one probe may take, 1 to less than `periodSeconds`. @default 3, or one less than `periodSeconds` */
  readonly timeoutSeconds?: number;
  /** Failed probes in a row after which the instance gets no more requests, until two succeed. @default 3 */
  readonly failureThreshold?: number;
}

function httpGet({ path, port, headers = {} }: ProbeTarget, servicePort: number) {
  const httpHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
  return { path, port: port ?? servicePort, ...(httpHeaders.length > 0 && { httpHeaders }) };
}

/**
 * The startup probe that gives the application its time: as many probes as cover it, so that the platform
 * neither gives up early nor waits longer than asked.
 */
export function startupProbe(
  { withinSeconds, periodSeconds = 5, timeoutSeconds, ...target }: StartupProbeSettings,
  port: number,
): gcp.types.input.cloudrunv2.ServiceTemplateContainerStartupProbe {
  return {
    httpGet: httpGet(target, port),
    initialDelaySeconds: 0,
    periodSeconds,
    timeoutSeconds: timeoutSeconds ?? Math.min(5, periodSeconds),
    failureThreshold: Math.ceil(withinSeconds / periodSeconds),
  };
}

/** The liveness probe. It begins once the startup probe has passed. */
export function livenessProbe(
  { periodSeconds = 30, timeoutSeconds, failureThreshold = 3, ...target }: LivenessProbeSettings,
  port: number,
): gcp.types.input.cloudrunv2.ServiceTemplateContainerLivenessProbe {
  return {
    httpGet: httpGet(target, port),
    initialDelaySeconds: 0,
    periodSeconds,
    timeoutSeconds: timeoutSeconds ?? Math.min(5, periodSeconds - 1),
    failureThreshold,
  };
}

/**
 * The readiness probe, in Preview. It begins once the startup probe has passed, and the instance gets requests meanwhile:
 * https://cloud.google.com/run/docs/configuring/healthchecks.
 */
export function readinessProbe(
  { periodSeconds = 5, timeoutSeconds, failureThreshold = 3, path, port }: ReadinessProbeSettings,
  servicePort: number,
): gcp.types.input.cloudrunv2.ServiceTemplateContainerReadinessProbe {
  return {
    httpGet: { path, port: port ?? servicePort },
    periodSeconds,
    timeoutSeconds: timeoutSeconds ?? Math.min(3, periodSeconds - 1),
    failureThreshold,
  };
}
