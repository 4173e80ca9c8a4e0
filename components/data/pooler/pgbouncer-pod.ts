import type * as kubernetes from "@pulumi/kubernetes";
import { poolerPort } from "../../../config";
import { selectorOf } from "../../gke/labels";
import { containerSecurity, podSecurity } from "../../services/kubernetes/pod-security";
import { drainSeconds } from "../../services/kubernetes/rollout";

type PodSpec = kubernetes.types.input.core.v1.PodSpec;

/** Where the pod finds its files. */
export const filePaths = {
  /** `pgbouncer.ini`, and the certificates by which the database is known. */
  settings: "/etc/holdfast/pgbouncer",
  /** The passwords. */
  users: "/etc/holdfast/users",
  /** The certificate that clients are shown. */
  certificate: "/etc/holdfast/certificate",
} as const;

/** The user `postgres` of Alpine, as whom the image runs by name. */
const runAsUser = 70;

/** Seconds that transactions may take to finish in a pod that is to end. */
const finishSeconds = 60;

/**
 * Takes no more clients once every node knows that the pod is to end, and waits until the last transaction has ended. The
 * signal that Kubernetes sends by itself would wait for clients, which keep their connections for good. It must not come
 * while this goes on: a second signal ends PgBouncer at once. https://www.pgbouncer.org/usage.html#signals
 */
const end = `sleep ${drainSeconds}; kill -INT 1; sleep ${finishSeconds}`;

/** The pod of PgBouncer, which reads the ConfigMap and the Secret of its name. */
export function podSpec(name: string, image: string, certificateSecret?: string): PodSpec {
  const amounts = { cpu: "250m", memory: "512Mi", "ephemeral-storage": "64Mi" };
  const probe = { tcpSocket: { port: "postgres" } };
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: { ...podSecurity(runAsUser), fsGroup: runAsUser },
    terminationGracePeriodSeconds: drainSeconds + finishSeconds + 5,
    topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map(
      (topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: selectorOf(name) },
        matchLabelKeys: ["pod-template-hash"],
      }),
    ),
    containers: [
      {
        name: "pgbouncer",
        image,
        imagePullPolicy: "IfNotPresent",
        // Past the entry point of the image, which writes a configuration of its own.
        command: ["/usr/bin/pgbouncer", `${filePaths.settings}/pgbouncer.ini`],
        ports: [{ name: "postgres", containerPort: poolerPort, protocol: "TCP" }],
        resources: { requests: amounts, limits: amounts },
        startupProbe: { ...probe, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 },
        // It asks nothing of the database: all pods would be taken away together, and clients be told nothing.
        readinessProbe: { ...probe, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
        livenessProbe: { ...probe, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 },
        lifecycle: { preStop: { exec: { command: ["/bin/sh", "-c", end] } } },
        securityContext: containerSecurity,
        terminationMessagePolicy: "FallbackToLogsOnError",
        volumeMounts: [
          { name: "settings", mountPath: filePaths.settings, readOnly: true },
          { name: "users", mountPath: filePaths.users, readOnly: true },
          ...(certificateSecret === undefined
            ? []
            : [{ name: "certificate", mountPath: filePaths.certificate, readOnly: true }]),
        ],
      },
    ],
    volumes: [
      { name: "settings", configMap: { name } },
      { name: "users", secret: { secretName: name, defaultMode: 0o440 } },
      ...(certificateSecret === undefined
        ? []
        : [{ name: "certificate", secret: { secretName: certificateSecret, defaultMode: 0o440 } }]),
    ],
  };
}
