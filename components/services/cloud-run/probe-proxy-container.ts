import type * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";
import type { SecretReference } from "../../secrets/credential";
import { caddyCommand, caddyImage, configurationVariable } from "../probe-proxy/caddy";
import { type ProbeProxy, proxyReadyPath } from "../probe-proxy/probe-proxy";
import { cpuQuantity, memoryQuantity } from "../quantity";
import { environment } from "./environment";

/** The proxy that puts secrets into the headers of the probes of an instance. */
export interface InstanceProbeProxy extends Pick<ProbeProxy, "port" | "configuration"> {
  /** Its variables with their values. No secrets. */
  readonly env: Readonly<Record<string, pulumi.Input<string>>>;
  /** Its variables with the pinned secret version that each one holds. */
  readonly secrets: Readonly<Record<string, SecretReference>>;
}

/** Name of the container of the proxy, by which the application waits for it. */
export const proxyName = "probe-proxy";

/** vCPU and memory of the proxy, beside those of the application. */
const size = { cpu: 0.1, memory: "128Mi" };

/**
 * The container of the proxy. The containers of an instance share one network, so that the probes of the application reach
 * it at its port: https://cloud.google.com/run/docs/deploying#sidecars. No request from outside does: those go to the one
 * container that declares a port.
 */
export function proxyContainer(
  { port, configuration, env, secrets }: InstanceProbeProxy,
  applicationPort: number,
  cpuIdle: boolean,
): gcp.types.input.cloudrunv2.ServiceTemplateContainer {
  const httpGet = { path: proxyReadyPath, port };
  const [command = "", ...args] = caddyCommand;
  return {
    name: proxyName,
    image: caddyImage,
    commands: [command],
    args,
    resources: {
      limits: { cpu: cpuQuantity(size.cpu), memory: memoryQuantity(size.memory) },
      cpuIdle,
    },
    startupProbe: { httpGet, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 60 },
    livenessProbe: { httpGet, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
    envs: environment(
      { ...env, [configurationVariable]: configuration(`127.0.0.1:${applicationPort}`) },
      secrets,
    ),
  };
}
