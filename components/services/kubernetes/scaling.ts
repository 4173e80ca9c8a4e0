import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { selectorOf } from "../../gke/labels";
import { transformed } from "../../transform";
import type { KubernetesServiceArgs } from "./kubernetes-service";
import type { Metadata } from "./metadata";

/** Fewest pods of a service: two, so that one can go while the other serves, unless it is declared otherwise. */
const fewest = ({ min, max }: KubernetesServiceArgs["scale"]) => min ?? Math.min(2, max);

/** How many pods there are where their number is fixed; undefined where it is the autoscaler's. */
export function fixedReplicas({ scale }: KubernetesServiceArgs): number | undefined {
  return fewest(scale) === scale.max ? scale.max : undefined;
}

/** The autoscaler, which alone says how many pods there are. One that may never scale would only warn; there is none then. */
export function createAutoscaler(
  name: string,
  args: KubernetesServiceArgs,
  metadata: Metadata,
  options: pulumi.CustomResourceOptions,
): void {
  if (fixedReplicas(args) !== undefined) return;
  const { scale, transform } = args;
  new kubernetes.autoscaling.v2.HorizontalPodAutoscaler(
    ...transformed<kubernetes.autoscaling.v2.HorizontalPodAutoscalerArgs>(
      transform?.horizontalPodAutoscaler,
      name,
      {
        metadata,
        spec: {
          scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
          minReplicas: fewest(scale),
          maxReplicas: scale.max,
          metrics: [
            {
              type: "Resource",
              resource: {
                name: "cpu",
                target: { type: "Utilization", averageUtilization: scale.cpuUtilization ?? 50 },
              },
            },
          ],
        },
      },
      options,
    ),
  );
}

/** How many pods an upgrade of nodes may take away at a time. */
export function createDisruptionBudget(
  name: string,
  { transform }: KubernetesServiceArgs,
  metadata: Metadata,
  options: pulumi.CustomResourceOptions,
): kubernetes.policy.v1.PodDisruptionBudget {
  return new kubernetes.policy.v1.PodDisruptionBudget(
    ...transformed<kubernetes.policy.v1.PodDisruptionBudgetArgs>(
      transform?.podDisruptionBudget,
      name,
      {
        metadata,
        spec: {
          // One at a time, of however many there are: a budget in kept pods would block a node's upgrade for good.
          maxUnavailable: 1,
          selector: { matchLabels: selectorOf(name) },
          // A pod that is not ready serves nobody, and would hold up the upgrade that might mend it.
          unhealthyPodEvictionPolicy: "AlwaysAllow",
        },
      },
      options,
    ),
  );
}
