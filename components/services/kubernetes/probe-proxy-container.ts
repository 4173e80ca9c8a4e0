import type * as kubernetes from "@pulumi/kubernetes";
import { caddyCommand, caddyImage, configurationVariable } from "../probe-proxy/caddy";
import { type ProbeProxy, proxyReadyPath } from "../probe-proxy/probe-proxy";
import { containerSecurity, nobody } from "./pod-security";
import { environment, type ValueObjects, type Values } from "./variables";

type Container = kubernetes.types.input.core.v1.Container;

/** The proxy that puts secrets into the headers of the probes of a pod. */
export interface PodProbeProxy extends Pick<ProbeProxy, "port" | "configuration"> {
  /** Its variables with their values. */
  readonly variables: Values;
}

/** The key under which a variable of the proxy stands beside those of the service and of its checks, which have none with "_" before a dot. */
function keyOf(variable: string): string {
  return `probe_proxy.${variable}`;
}

/** The values of the proxy, by the keys under which they stand in the cluster. */
export function proxyValues({ variables }: PodProbeProxy): Values {
  const keyed = (values: Values[keyof Values]) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [keyOf(name), value]));
  return { plain: keyed(variables.plain), secret: keyed(variables.secret) };
}

/** Variable with the address of the pod: an application that listens on loopback alone is not healthy. */
const addressVariable = "POD_IP";

/**
 * The container of the proxy: a sidecar of Kubernetes, so that it is ready before the application starts and ends after
 * it. https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function proxyContainer(
  { port, configuration, variables }: PodProbeProxy,
  applicationPort: number,
  objects: ValueObjects,
): Container {
  const names = [...Object.keys(variables.plain), ...Object.keys(variables.secret)];
  const size = { memory: "64Mi", "ephemeral-storage": "16Mi" };
  const ready = { path: proxyReadyPath, port };
  return {
    name: "probe-proxy",
    image: caddyImage,
    imagePullPolicy: "IfNotPresent",
    restartPolicy: "Always",
    command: caddyCommand,
    ports: [{ name: "probes", containerPort: port }],
    env: [
      { name: addressVariable, valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
      {
        name: configurationVariable,
        value: configuration(`{env.${addressVariable}}:${applicationPort}`),
      },
      ...environment(Object.fromEntries(names.map((name) => [name, keyOf(name)])), objects),
    ],
    resources: { requests: { cpu: "50m", ...size }, limits: { cpu: "250m", ...size } },
    startupProbe: { httpGet: ready, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 60 },
    readinessProbe: { httpGet: ready, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
    livenessProbe: { httpGet: ready, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
    securityContext: {
      ...containerSecurity,
      // The file of the program has this capability, and does not start where it is dropped. Of no use to a port above 1024.
      // https://github.com/caddyserver/caddy-docker/issues/396
      capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] },
      runAsUser: nobody,
      runAsGroup: nobody,
    },
    terminationMessagePolicy: "FallbackToLogsOnError",
  };
}
