import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { selectorOf } from "../../gke/labels";
import { transformed } from "../../transform";
import type { KubernetesServiceArgs } from "./kubernetes-service";
import type { Metadata } from "./metadata";

/** Fewest pods of a service: two, so that one can go while the other serves, unless it is declared otherwise. */
const fewest = ({ min, max }: KubernetesServiceArgs["scale"]) => min ?? Math.min(2, max);

/** The number of pods of a Deployment, and what of it is ignored once it is there. */
export interface DeclaredReplicas {
  /** How many pods there are, or are to begin with. */
  readonly replicas: number;
  /** The properties whose changes are ignored. */
  readonly ignoreChanges: string[];
}

/** Whether the number of pods is the autoscaler's. One that may never scale would only warn; there is none then. */
function isScaled({ scale }: KubernetesServiceArgs): boolean {
  return fewest(scale) !== scale.max;
}

/**
 * How many pods a Deployment asks for: those that are always there, as which it also begins where their number is the
 * autoscaler's. It is not left out there: Kubernetes takes 1 for a number that an update does not name any more, and
 * ends all other pods before the autoscaler can say how many there are to be.
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling
 */
export function declaredReplicas(args: KubernetesServiceArgs): DeclaredReplicas {
  return {
    replicas: fewest(args.scale),
    ignoreChanges: isScaled(args) ? ["spec.replicas"] : [],
  };
}

/** The autoscaler, which alone says how many pods there are once they are there. */
export function createAutoscaler(
  name: string,
  args: KubernetesServiceArgs,
  metadata: Metadata,
  options: pulumi.CustomResourceOptions,
): void {
  if (!isScaled(args)) return;
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
