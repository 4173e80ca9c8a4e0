import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { selectorOf } from "../../gke/labels";
import { transformed } from "../../transform";
import { optionalAnnotation } from "../optional-dependencies";
import type { KubernetesServiceArgs } from "./kubernetes-service";
import type { Metadata } from "./metadata";
import { podSpec } from "./pod-template";
import { maxSurge, minReadySeconds, progressDeadlineSeconds, rolloutSeconds } from "./rollout";
import { declaredReplicas } from "./scaling";
import { hashOf, type ValueObjects } from "./variables";

/** The Deployment. No pod that serves ends before another one is ready, and Pulumi waits until all of them are. */
export function createDeployment(
  name: string,
  args: KubernetesServiceArgs,
  objects: ValueObjects,
  metadata: Metadata,
  options: pulumi.CustomResourceOptions,
): kubernetes.apps.v1.Deployment {
  const facts = {
    startupSeconds: args.startup.withinSeconds,
    checks: (args.checks ?? []).length > 0,
    maxReplicas: args.scale.max,
  };
  const longest = `${rolloutSeconds(facts)}s`;
  const { replicas, ignoreChanges } = declaredReplicas(args);
  return new kubernetes.apps.v1.Deployment(
    ...transformed<kubernetes.apps.v1.DeploymentArgs>(
      args.transform?.deployment,
      name,
      {
        metadata: { ...metadata, ...annotationsOf(args) },
        spec: {
          replicas,
          revisionHistoryLimit: 5,
          minReadySeconds,
          progressDeadlineSeconds: progressDeadlineSeconds(facts),
          strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge } },
          selector: { matchLabels: selectorOf(name) },
          template: {
            metadata: {
              labels: metadata.labels,
              annotations: { "holdfast/values": hashOf(objects.values, args.hashKey) },
            },
            spec: podSpec(name, args, objects),
          },
        },
      },
      {
        ...options,
        protect: args.deletionProtection ?? true,
        ignoreChanges,
        customTimeouts: { create: longest, update: longest },
      },
    ),
  );
}

function annotationsOf({ optionalDependencies }: KubernetesServiceArgs): {
  annotations?: Record<string, string>;
} {
  const annotations = optionalAnnotation(optionalDependencies);
  return Object.keys(annotations).length === 0 ? {} : { annotations };
}
