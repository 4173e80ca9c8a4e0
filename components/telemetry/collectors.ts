import * as pulumi from "@pulumi/pulumi";
import {
  collectorName,
  otlpPorts,
  type Platform,
  serviceAccountId,
  type TelemetryConfiguration,
} from "../../config";
import { CloudRunService, type CloudRunServiceArgs } from "../services/cloud-run/cloud-run-service";
import { type ClusterPlace, versionOf } from "../services/kubernetes/create-service";
import {
  KubernetesService,
  type KubernetesServiceArgs,
} from "../services/kubernetes/kubernetes-service";
import { ServiceIdentity, type ServiceIdentityArgs } from "../services/service-identity";
import { createTelemetryRole, type TelemetryTransforms } from "../services/telemetry";
import {
  collectorConfiguration,
  configurationVariable,
  healthPort,
  usedMebibytes,
} from "./collector-configuration";

/** The arguments of {@link Collectors}. */
export interface CollectorsArgs {
  /** Project that gets the telemetry. Changing it replaces everything. */
  readonly project: string;
  /** Region of the collector on Cloud Run. Changing it replaces that one. */
  readonly region: string;
  /** Name of the stack, by which the objects of one application are known in a cluster. Changing it is in place. */
  readonly application: string;
  /** The collectors by platform, and the form of OTLP that they take. Changing it replaces them one after the other. */
  readonly telemetry: Pick<TelemetryConfiguration, "protocol" | "collectors">;
  /** The cluster of the collectors on GKE. @default none: there is no collector on GKE */
  readonly cluster?: ClusterPlace;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: TelemetryTransforms & {
    /** Changes to the parts of the identity. */
    readonly identity?: ServiceIdentityArgs["transform"];
    /** Changes to the parts of the collector on Cloud Run. */
    readonly service?: CloudRunServiceArgs["transform"];
    /** Changes to the parts of the collector on GKE. */
    readonly kubernetesService?: KubernetesServiceArgs["transform"];
  };
}

/** What probes of a collector ask. */
const probed = { path: "/", port: healthPort };

/** What a collector has in common on all platforms. */
type Common = Pick<
  CloudRunServiceArgs & KubernetesServiceArgs,
  | "identity"
  | "image"
  | "arguments"
  | "port"
  | "http2"
  | "cpu"
  | "memory"
  | "scale"
  | "requestTimeoutSeconds"
  | "startup"
  | "health"
  | "deletionProtection"
>;

/**
 * OpenTelemetry Collectors under one name, one on each platform that has services which send to one. They may write
 * telemetry and nothing else. No service waits for them: without them telemetry is lost, and nothing else.
 *
 * Cost: on Autopilot about 20 USD a month with two collectors of a quarter vCPU; on Cloud Run about 10 USD for the one
 * that is always ready, and what its requests take (approximate). What Google bills for telemetry comes on top.
 */
export class Collectors extends pulumi.ComponentResource {
  constructor(name: string, args: CollectorsArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:telemetry:Collectors", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const accountId = serviceAccountId(collectorName);
    const identity = new ServiceIdentity(
      accountId,
      {
        accountId,
        displayName: "OpenTelemetry Collectors",
        transform: args.transform?.identity,
      },
      child,
    );
    createTelemetryRole(collectorName, args.project, identity, args.transform, child);
    createOnCloudRun(args, identity, child);
    createOnGke(args, identity, child);
    this.registerOutputs({});
  }
}

function commonInputs(
  { telemetry }: CollectorsArgs,
  platform: Platform,
  identity: ServiceIdentity,
): Common | undefined {
  const collector = telemetry.collectors[platform];
  return (
    collector && {
      identity,
      image: collector.image,
      arguments: [`--config=env:${configurationVariable}`],
      port: otlpPorts[telemetry.protocol],
      http2: telemetry.protocol === "grpc",
      cpu: collector.cpu,
      memory: collector.memory.text,
      scale: collector.scale,
      requestTimeoutSeconds: 60,
      startup: { ...probed, withinSeconds: 60 },
      health: probed,
      // It holds nothing that is not sent on, so it comes and goes with the declaration.
      deletionProtection: false,
    }
  );
}

/** The variables of a collector: its configuration, and the memory that its runtime keeps to. */
function variablesOf(
  { project, telemetry }: CollectorsArgs,
  platform: Platform,
): Record<string, string> {
  const memory = telemetry.collectors[platform]?.memory;
  return memory === undefined
    ? {}
    : {
        [configurationVariable]: collectorConfiguration({
          platform,
          protocol: telemetry.protocol,
          memory,
          project,
        }),
        GOMEMLIMIT: `${usedMebibytes(memory)}MiB`,
      };
}

function createOnCloudRun(
  args: CollectorsArgs,
  identity: ServiceIdentity,
  child: pulumi.CustomResourceOptions,
): void {
  const common = commonInputs(args, "cloud-run", identity);
  if (common === undefined) {
    return;
  }
  new CloudRunService(
    collectorName,
    {
      ...common,
      region: args.region,
      env: variablesOf(args, "cloud-run"),
      // Exporters of OTLP have no identity tokens, so the network of the project is what lets them in.
      allowUnauthenticated: true,
      ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY",
      transform: args.transform?.service,
    },
    child,
  );
}

function createOnGke(
  args: CollectorsArgs,
  identity: ServiceIdentity,
  child: pulumi.CustomResourceOptions,
): void {
  const common = commonInputs(args, "gke", identity);
  const { cluster } = args;
  const namespace = args.telemetry.collectors.gke?.namespace;
  if (common === undefined || cluster === undefined || namespace === undefined) {
    return;
  }
  const plain = variablesOf(args, "gke");
  const declared = Object.entries(plain).map(
    ([name, text]) => [name, { kind: "text", text }] as const,
  );
  new KubernetesService(
    collectorName,
    {
      ...common,
      readiness: probed,
      healthPort,
      provider: cluster.provider,
      workloadPool: cluster.workloadPool,
      namespace,
      application: args.application,
      variables: { plain, secret: {} },
      variablesVersion: versionOf([Object.fromEntries(declared)]),
      // None of its values is secret, so that none need be kept from being guessed.
      hashKey: collectorName,
      startsAfter: cluster.policies,
      transform: args.transform?.kubernetesService,
    },
    pulumi.mergeOptions(child, { dependsOn: [...cluster.namespaces] }),
  );
}
