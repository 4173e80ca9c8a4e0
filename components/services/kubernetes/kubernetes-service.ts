import type * as gcp from "@pulumi/gcp";
import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { labelsOf } from "../../gke/labels";
import type { Transform } from "../../transform";
import type { ServiceIdentity } from "../service-identity";
import { createClusterService } from "./cluster-service";
import { type ConnectivityCheck, checkValues } from "./connectivity-check";
import { createDeployment } from "./deployment";
import type { Metadata } from "./metadata";
import { createPodMonitoring } from "./pod-monitoring";
import { type PodProbeProxy, proxyValues } from "./probe-proxy-container";
import type { LivenessProbeSettings, ReadinessProbeSettings, StartupProbeSettings } from "./probes";
import { createAutoscaler, createDisruptionBudget } from "./scaling";
import { createServiceAccount, createWorkloadIdentity } from "./service-account";
import { createValueObjects, type ValueObjects, type Values } from "./variables";

/** The arguments of {@link KubernetesService}. Where it is not said otherwise, a change replaces the pods one after the other. */
export interface KubernetesServiceArgs {
  /** The provider of the cluster. */
  readonly provider: kubernetes.Provider;
  /** Namespace, which exists. Changing it replaces the service, with a time without it. */
  readonly namespace: string;
  /** Name of the stack, by which the objects of one application are known. Changing it is in place. */
  readonly application: string;
  /** The Google service account as which the pods call Google's APIs. */
  readonly identity: ServiceIdentity;
  /** The cluster's workload pool, `<project>.svc.id.goog`, which vouches for the pods. */
  readonly workloadPool: pulumi.Input<string>;
  /** Container image with a tag that names a release, or a digest. */
  readonly image: string;
  /** Port on which the container listens and the service is reached, 1 to 65535. It is told in the variable `PORT`. */
  readonly port: number;
  /** Arguments of the program, instead of those of the image. @default those of the image */
  readonly arguments?: readonly string[];
  /** Whether clients speak HTTP/2 without TLS to it, as gRPC does. Changing it is in place. @default false */
  readonly http2?: boolean;
  /** Another port of the container, which probes can name, 1 to 65535. @default none */
  readonly healthPort?: number;
  /** vCPU that one pod asks for; it may take twice as much where its node has it. */
  readonly cpu: number;
  /** Memory of one pod, such as `"1Gi"`. One that needs more is ended. */
  readonly memory: string;
  /** Bounds of scaling. Changing them is in place. */
  readonly scale: {
    /** Pods that are always there, 1 to `max`. @default 2, or `max` where that is less */
    readonly min?: number;
    /** Most pods, 1 or more. A rollout starts up to a quarter more. */
    readonly max: number;
    /** Percent of the CPU asked for that the autoscaler keeps the pods at, 1 to 100. @default 50 */
    readonly cpuUtilization?: number;
  };
  /** Seconds that a request may take: a pod that is to end waits as long for those that run. @default 300 */
  readonly requestTimeoutSeconds?: number;
  /** When a new pod counts as started. */
  readonly startup: StartupProbeSettings;
  /** When a pod gets requests. @default the path of `startup` */
  readonly readiness?: ReadinessProbeSettings;
  /** When a container that runs is started anew. */
  readonly health: LivenessProbeSettings;
  /** The proxy that some of the probes ask. @default none */
  readonly probeProxy?: PodProbeProxy;
  /** Number of the user as which the container runs, 1 or more. @default the image's own, which must be a number and not root's */
  readonly user?: number;
  /** Environment variables with their values. @default none */
  readonly variables?: Values;
  /**
   * Which declaration the variables come from. Another one gets objects of its own, so that pods of the former one
   * keep theirs while a rollout lasts or fails.
   */
  readonly variablesVersion: string;
  /** A secret with which changes of values are told from each other. Changing it replaces all pods. */
  readonly hashKey: pulumi.Input<string>;
  /** What a new pod reaches before its application starts. @default nothing */
  readonly checks?: readonly ConnectivityCheck[];
  /** Path from which Managed Prometheus reads metrics. Changing it is in place. @default none are read */
  readonly metricsPath?: string;
  /**
   * What must be there before pods start, beside what the other arguments name: network policies, the repository of
   * the image. Changing it does nothing to a service that exists.
   * @default none
   */
  readonly startsAfter?: readonly pulumi.Resource[];
  /**
   * Names of services without which it starts, for policies: what waits for each other is refused. Changing it is in place.
   * @default none
   */
  readonly optionalDependencies?: readonly string[];
  /**
   * Whether Deployment and Service are kept from deletion by Pulumi (`protect`). To delete them: set this to false
   * and run `pulumi up`, then remove the component or run `pulumi destroy`. Changing it is in place.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the Kubernetes service account. */
    readonly serviceAccount?: Transform<kubernetes.core.v1.ServiceAccountArgs>;
    /** Changes to the Deployment. */
    readonly deployment?: Transform<kubernetes.apps.v1.DeploymentArgs>;
    /** Changes to the Service. */
    readonly service?: Transform<kubernetes.core.v1.ServiceArgs>;
    /** Changes to the autoscaler. */
    readonly horizontalPodAutoscaler?: Transform<kubernetes.autoscaling.v2.HorizontalPodAutoscalerArgs>;
    /** Changes to the disruption budget. */
    readonly podDisruptionBudget?: Transform<kubernetes.policy.v1.PodDisruptionBudgetArgs>;
    /** Changes to the binding that lets the pods act as the Google service account. */
    readonly workloadIdentity?: Transform<gcp.serviceaccount.IAMMemberArgs>;
  };
}

/** The URL of a service within its cluster, known before the service exists. */
export function addressInCluster(name: string, namespace: string, port: number): string {
  return `http://${name}.${namespace}.svc.cluster.local:${port}`;
}

/**
 * A service on Kubernetes under the component's name: a Deployment with probes, bounds, spread and no rights, which
 * first reaches what it uses; its Service, autoscaler (unless the number of pods is fixed) and disruption budget; its variables; and an account of its own.
 *
 * The former version serves until the new one is ready. A new one that is not ready in its time fails the update with
 * the reason that Kubernetes gives.
 *
 * Cost: on Autopilot about 38 USD a month for each vCPU and 4 USD for each GiB of memory that a pod asks for, times
 * the pods (approximate).
 */
export class KubernetesService extends pulumi.ComponentResource {
  /** Name of the Service. */
  readonly serviceName: string;
  /** Namespace of the Service. */
  readonly namespace: string;
  /** Port of the Service. */
  readonly port: number;
  /** The URL within the cluster. */
  readonly url: pulumi.Output<string>;
  /** What must be there before the service can be called: its pods, ready, and its Service. */
  readonly ready: readonly pulumi.Resource[];

  constructor(
    name: string,
    args: KubernetesServiceArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("holdfast:services:KubernetesService", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const inCluster = { ...child, provider: args.provider };
    const metadata: Metadata = {
      name,
      namespace: args.namespace,
      labels: labelsOf(name, args.application),
    };
    const account = createServiceAccount(name, args, metadata, inCluster);
    const binding = createWorkloadIdentity(name, args, child);
    const values = [
      args.variables,
      checkValues(args.checks ?? []),
      args.probeProxy && proxyValues(args.probeProxy),
    ];
    const objects: ValueObjects = {
      objectName: `${name}-${args.variablesVersion}`,
      values: {
        plain: Object.assign({}, ...values.map((each) => each?.plain)),
        secret: Object.assign({}, ...values.map((each) => each?.secret)),
      },
    };
    const held = createValueObjects(name, objects, metadata, inCluster);
    const deployment = createDeployment(
      name,
      args,
      objects,
      metadata,
      pulumi.mergeOptions(inCluster, {
        dependsOn: [account, binding, ...held, ...(args.startsAfter ?? [])],
      }),
    );
    const after = pulumi.mergeOptions(inCluster, { dependsOn: deployment });
    const service = createClusterService(name, args, metadata, after);
    createAutoscaler(name, args, metadata, after);
    createDisruptionBudget(name, args, metadata, inCluster);
    createPodMonitoring(name, args, metadata, after);

    this.serviceName = name;
    this.namespace = args.namespace;
    this.port = args.port;
    this.ready = [deployment, service];
    this.url = pulumi.output(addressInCluster(name, args.namespace, args.port));
    this.registerOutputs({ url: this.url });
  }
}
