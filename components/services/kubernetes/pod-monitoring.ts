import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { selectorOf } from "../../gke/labels";
import type { KubernetesServiceArgs } from "./kubernetes-service";
import type { Metadata } from "./metadata";
import { portName } from "./probes";

/** Has Managed Prometheus read the metrics of every pod, where the service has any. */
export function createPodMonitoring(
  name: string,
  { metricsPath }: KubernetesServiceArgs,
  metadata: Metadata,
  options: pulumi.CustomResourceOptions,
): void {
  if (metricsPath === undefined) {
    return;
  }
  new kubernetes.apiextensions.CustomResource(
    name,
    {
      apiVersion: "monitoring.googleapis.com/v1",
      kind: "PodMonitoring",
      metadata,
      spec: {
        selector: { matchLabels: selectorOf(name) },
        endpoints: [{ port: portName, path: metricsPath, interval: "30s" }],
      },
    },
    options,
  );
}
