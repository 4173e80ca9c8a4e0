import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { selectorOf } from "../../gke/labels";
import { transformed } from "../../transform";
import type { KubernetesServiceArgs } from "./kubernetes-service";
import type { Metadata } from "./metadata";
import { portName } from "./probes";

/** The Service, under whose name others reach the pods. */
export function createClusterService(
  name: string,
  args: KubernetesServiceArgs,
  metadata: Metadata,
  options: pulumi.CustomResourceOptions,
): kubernetes.core.v1.Service {
  return new kubernetes.core.v1.Service(
    ...transformed<kubernetes.core.v1.ServiceArgs>(
      args.transform?.service,
      name,
      {
        metadata,
        spec: {
          type: "ClusterIP",
          selector: selectorOf(name),
          ports: [
            {
              name: portName,
              port: args.port,
              targetPort: portName,
              protocol: "TCP",
              appProtocol: args.http2 ? "kubernetes.io/h2c" : "HTTP",
            },
          ],
        },
      },
      { ...options, protect: args.deletionProtection ?? true },
    ),
  );
}
