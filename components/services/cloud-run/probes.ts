import type * as gcp from "@pulumi/gcp";

/** When a new instance counts as started. Changing any of it gives the service a new revision. */
export interface StartupProbeSettings {
  /** Path that answers 200 once the application has started. */
  readonly path: string;
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
export interface LivenessProbeSettings {
  /** Path that answers 200 while the application works. Cloud Run takes no TCP probe here. */
  readonly path: string;
  /** Seconds between two probes, 2 to 3600. @default 30 */
  readonly periodSeconds?: number;
  /** Seconds that one probe may take, 1 to less than `periodSeconds`. @default 5, or one less than `periodSeconds` */
  readonly timeoutSeconds?: number;
  /** Failed probes in a row after which the instance is restarted, 1 or more. @default 3 */
  readonly failureThreshold?: number;
}

/**
 * The startup probe that gives the application its time: as many probes as cover it, so that the platform
 * neither gives up early nor waits longer than asked.
 */
export function startupProbe(
  { path, withinSeconds, periodSeconds = 5, timeoutSeconds }: StartupProbeSettings,
  port: number,
): gcp.types.input.cloudrunv2.ServiceTemplateContainerStartupProbe {
  return {
    httpGet: { path, port },
    initialDelaySeconds: 0,
    periodSeconds,
    timeoutSeconds: timeoutSeconds ?? Math.min(5, periodSeconds),
    failureThreshold: Math.ceil(withinSeconds / periodSeconds),
  };
}

/** The liveness probe. It begins once the startup probe has passed. */
export function livenessProbe(
  { path, periodSeconds = 30, timeoutSeconds, failureThreshold = 3 }: LivenessProbeSettings,
  port: number,
): gcp.types.input.cloudrunv2.ServiceTemplateContainerLivenessProbe {
  return {
    httpGet: { path, port },
    initialDelaySeconds: 0,
    periodSeconds,
    timeoutSeconds: timeoutSeconds ?? Math.min(5, periodSeconds - 1),
    failureThreshold,
  };
}
