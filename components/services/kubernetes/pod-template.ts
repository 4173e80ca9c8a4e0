import type * as kubernetes from "@pulumi/kubernetes";
import { selectorOf } from "../../gke/labels";
import { cpuQuantity, memoryQuantity } from "../quantity";
import { checkContainer, checkVolume } from "./connectivity-check";
import type { KubernetesServiceArgs } from "./kubernetes-service";
import { containerSecurity, podSecurity } from "./pod-security";
import { proxyContainer } from "./probe-proxy-container";
import { livenessProbe, portName, readinessProbe, startupProbe } from "./probes";
import { drainSeconds, terminationGracePeriodSeconds } from "./rollout";
import { environment, type ValueObjects } from "./variables";

type PodSpec = kubernetes.types.input.core.v1.PodSpec;
type Container = kubernetes.types.input.core.v1.Container;

/**
 * CPU that a container may take beyond what it asks for, as a factor: for its start, and until the autoscaler has
 * answered to more work.
 */
const cpuBurst = 2;

/** Room on the node's disk for what a container writes to /tmp and logs. */
const ephemeralStorage = "1Gi";

/** The pod of a service. */
export function podSpec(name: string, args: KubernetesServiceArgs, objects: ValueObjects): PodSpec {
  const checks = args.checks ?? [];
  return {
    serviceAccountName: name,
    // Google's APIs take the pod's Google service account, and nothing in a service talks to the cluster's own API.
    automountServiceAccountToken: false,
    // Variables for each Service of the namespace, by which one service could hide another's.
    enableServiceLinks: false,
    securityContext: podSecurity(args.user),
    terminationGracePeriodSeconds: terminationGracePeriodSeconds(args.requestTimeoutSeconds ?? 300),
    topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map(
      (topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: selectorOf(name) },
        // Each version is spread for itself: during a rollout the former one would distort it.
        matchLabelKeys: ["pod-template-hash"],
      }),
    ),
    initContainers: [
      ...checks.map((check) => checkContainer(check, args.startup.withinSeconds, objects)),
      ...(args.probeProxy ? [proxyContainer(args.probeProxy, args.port, objects)] : []),
    ],
    containers: [container(name, args, objects)],
    volumes: [
      { name: "tmp", emptyDir: { sizeLimit: "512Mi" } },
      ...(checks.length > 0 ? [{ name: checkVolume, emptyDir: { sizeLimit: "8Mi" } }] : []),
    ],
  };
}

function container(name: string, args: KubernetesServiceArgs, objects: ValueObjects): Container {
  const memory = memoryQuantity(args.memory);
  const names = [
    ...Object.keys(args.variables?.plain ?? {}),
    ...Object.keys(args.variables?.secret ?? {}),
  ];
  return {
    name,
    image: args.image,
    // A tag that names a release does not move, and the node need not ask the registry to start a pod again.
    imagePullPolicy: "IfNotPresent",
    ...(args.arguments && { args: [...args.arguments] }),
    ports: [
      { name: portName, containerPort: args.port },
      ...(args.healthPort === undefined
        ? []
        : [{ name: "health", containerPort: args.healthPort }]),
    ],
    env: [
      { name: "PORT", value: String(args.port) },
      ...environment(Object.fromEntries(names.map((variable) => [variable, variable])), objects),
    ],
    resources: {
      requests: { cpu: cpuQuantity(args.cpu), memory, "ephemeral-storage": ephemeralStorage },
      limits: {
        cpu: cpuQuantity(args.cpu * cpuBurst),
        // Memory that is not asked for is taken away again by killing the container.
        memory,
        "ephemeral-storage": ephemeralStorage,
      },
    },
    startupProbe: startupProbe(args.startup),
    readinessProbe: readinessProbe(args.readiness ?? { path: args.startup.path }),
    livenessProbe: livenessProbe(args.health),
    // The kubelet waits: an image need not have a shell for it.
    lifecycle: { preStop: { sleep: { seconds: drainSeconds } } },
    securityContext: containerSecurity,
    // What an application says before it ends, such as a module that is missing, is the reason that a rollout gives.
    terminationMessagePolicy: "FallbackToLogsOnError",
    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
  };
}
