import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { PUBLIC_LABEL } from "../../../policies/models/iam/callable-service";
import type { SecretReference } from "../../secrets/credential";
import { type Transform, transformed } from "../../transform";
import { optionalAnnotation } from "../optional-dependencies";
import { cpuQuantity, memoryQuantity } from "../quantity";
import type { ServiceIdentity } from "../service-identity";
import { environment } from "./environment";
import { type InstanceProbeProxy, proxyContainer, proxyName } from "./probe-proxy-container";
import {
  type LivenessProbeSettings,
  livenessProbe,
  type ReadinessProbeSettings,
  readinessProbe,
  type StartupProbeSettings,
  startupProbe,
} from "./probes";

/** The arguments of {@link CloudRunService}. Where it is not said otherwise, a change gives the service a new revision. */
export interface CloudRunServiceArgs {
  /** Region. Changing it replaces the service, and with it its URL. */
  readonly region: pulumi.Input<string>;
  /** The service account as which the service runs. */
  readonly identity: ServiceIdentity;
  /** Container image with a tag that names a release, or a digest. Cloud Run resolves a tag once for each revision. */
  readonly image: string;
  /** Port on which the container listens, 1 to 65535. It is told in the variable `PORT`. */
  readonly port: number;
  /** Arguments of the program, instead of those of the image. @default those of the image */
  readonly arguments?: readonly string[];
  /** Whether clients speak HTTP/2 to the container, as gRPC does, without TLS. @default false */
  readonly http2?: boolean;
  /** vCPU of one instance: 1, 2, 4, 6, 8, or 0.08 to less than 1, which serves one request at a time. */
  readonly cpu: number;
  /** Memory of one instance, such as `"2Gi"`, within what Cloud Run gives for `cpu`. */
  readonly memory: string;
  /** Bounds of scaling. */
  readonly scale: {
    /** Instances that are always ready, 0 to `max`. With 0 a first request waits for a start. @default 0 */
    readonly min?: number;
    /** Most instances, 1 to 1000: of one revision, and of all revisions together while one replaces another. */
    readonly max: number;
    /** Requests that one instance serves at once, 1 to 1000; 1 with less than one vCPU. @default 80, or 1 with less than one vCPU */
    readonly concurrency?: number;
  };
  /** Seconds that a request may take, 1 to 3600. A WebSocket is one request for as long as it is open. @default 300 */
  readonly requestTimeoutSeconds?: number;
  /** When a new instance counts as started. */
  readonly startup: StartupProbeSettings;
  /** When a running instance is restarted. */
  readonly health: LivenessProbeSettings;
  /**
   * When an instance that has started gets requests.
   * @default an instance gets requests from its start on
   */
  readonly readiness?: ReadinessProbeSettings;
  /** The proxy that some of the probes ask. @default none */
  readonly probeProxy?: InstanceProbeProxy;
  /** The way into the network and which traffic takes it. @default none: the service reaches public addresses alone */
  readonly vpcAccess?: gcp.types.input.cloudrunv2.ServiceTemplateVpcAccess;
  /**
   * What must be there before a revision starts, beside what the other arguments name: a way out of the
   * network, the permission to call another service. Changing it does nothing to a service that exists.
   * @default none
   */
  readonly startsAfter?: readonly pulumi.Resource[];
  /**
   * Names of services without which it starts, for policies: what waits for each other is refused. Changing it is in place.
   * @default none
   */
  readonly optionalDependencies?: readonly string[];
  /** Environment variables with their values. No secrets. @default none */
  readonly env?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Environment variables with the pinned secret version that each one holds. @default none */
  readonly secrets?: Readonly<Record<string, SecretReference>>;
  /**
   * From where requests may come: `"INGRESS_TRAFFIC_INTERNAL_ONLY"`, `"INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"`
   * (also through the project's load balancers) or `"INGRESS_TRAFFIC_ALL"`. Changing it is in place.
   * @default "INGRESS_TRAFFIC_INTERNAL_ONLY"
   */
  readonly ingress?:
    | "INGRESS_TRAFFIC_INTERNAL_ONLY"
    | "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
    | "INGRESS_TRAFFIC_ALL";
  /**
   * Whether requests need no Google identity. Unless `ingress` is internal, the service then has a label that declares it
   * public, without which the policy `least-privilege` refuses it. Changing it is in place.
   * @default false
   */
  readonly allowUnauthenticated?: boolean;
  /**
   * Whether the service has no `run.app` address, so that only a load balancer leads to it. Services that call
   * each other need theirs. Changing it is in place.
   * @default false
   */
  readonly defaultUriDisabled?: boolean;
  /**
   * Whether an instance has its CPU during requests only (an open WebSocket is one) and is billed for that.
   * `false` suits work that goes on between requests, and is billed for the whole life of an instance.
   * @default true
   */
  readonly cpuIdle?: boolean;
  /** Whether a client is led to the same instance again where possible; no replacement for shared state. @default false */
  readonly sessionAffinity?: boolean;
  /**
   * Whether the service is kept from deletion, by Pulumi (`protect`) and by the provider. To delete it: set
   * this to false and run `pulumi up`, then remove the component or run `pulumi destroy`. Changing it is in place.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the service. */
    readonly service?: Transform<gcp.cloudrunv2.ServiceArgs>;
    /** Changes to every binding that lets the service read a secret. */
    readonly secretAccess?: Transform<gcp.secretmanager.SecretIamMemberArgs>;
  };
}

/**
 * A Cloud Run service under the component's name, with probes, bounds, CPU for its start, its way into the
 * network, and access to the secrets that it names and no others.
 *
 * Cost: about 10 USD a month for one instance of 1 vCPU and 1 GiB that is always ready and idle, nothing
 * without one; requests come on top (approximate).
 */
export class CloudRunService extends pulumi.ComponentResource {
  /** The service's name, known once a revision serves. */
  readonly serviceName: pulumi.Output<string>;
  /** The region. */
  readonly location: pulumi.Output<string>;
  /** The URL, `https://...run.app`; of no use where `defaultUriDisabled` is true. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: CloudRunServiceArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:services:CloudRunService", name, {}, options);
    const protect = args.deletionProtection ?? true;
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const access = createSecretAccess(name, args, child);

    const service = new gcp.cloudrunv2.Service(
      ...transformed<gcp.cloudrunv2.ServiceArgs>(
        args.transform?.service,
        name,
        {
          name,
          location: args.region,
          ingress: args.ingress ?? "INGRESS_TRAFFIC_INTERNAL_ONLY",
          invokerIamDisabled: args.allowUnauthenticated ?? false,
          defaultUriDisabled: args.defaultUriDisabled ?? false,
          ...(isPublic(args) ? { labels: { [PUBLIC_LABEL]: "true" } } : {}),
          ...annotationsOf(args),
          deletionProtection: protect,
          scaling: { maxInstanceCount: args.scale.max },
          template: revisionTemplate(args),
          traffics: [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }],
        },
        // A revision that names a secret is refused while its account cannot read it.
        pulumi.mergeOptions(
          { ...child, protect },
          { dependsOn: [...access, ...(args.startsAfter ?? [])] },
        ),
      ),
    );
    this.serviceName = service.name;
    this.location = service.location;
    this.url = service.uri;
    this.registerOutputs({ url: this.url });
  }
}

/** Whether anybody can call the service: with internal ingress, only what stands in the project's networks can. */
function isPublic({ allowUnauthenticated, ingress }: CloudRunServiceArgs): boolean {
  const internal = "INGRESS_TRAFFIC_INTERNAL_ONLY";
  return allowUnauthenticated === true && (ingress ?? internal) !== internal;
}

function createSecretAccess(
  name: string,
  args: CloudRunServiceArgs,
  options: pulumi.CustomResourceOptions,
): gcp.secretmanager.SecretIamMember[] {
  const references = new Map(
    Object.values({ ...args.secrets, ...args.probeProxy?.secrets }).map((secret) => [
      secret.id,
      secret,
    ]),
  );
  return [...references.values()].map(
    (secret) =>
      new gcp.secretmanager.SecretIamMember(
        ...transformed<gcp.secretmanager.SecretIamMemberArgs>(
          args.transform?.secretAccess,
          `${name}-reads-${secret.id}`,
          {
            secretId: secret.secretId,
            role: "roles/secretmanager.secretAccessor",
            member: args.identity.member,
          },
          options,
        ),
      ),
  );
}

function revisionTemplate(args: CloudRunServiceArgs): gcp.types.input.cloudrunv2.ServiceTemplate {
  const { scale, port, probeProxy } = args;
  const wholeCpu = args.cpu >= 1;
  const cpuIdle = args.cpuIdle ?? true;
  return {
    serviceAccount: args.identity.email,
    // The second generation has a full Linux and the better network; less than one vCPU is not offered there.
    executionEnvironment: wholeCpu ? "EXECUTION_ENVIRONMENT_GEN2" : "EXECUTION_ENVIRONMENT_GEN1",
    timeout: `${args.requestTimeoutSeconds ?? 300}s`,
    maxInstanceRequestConcurrency: scale.concurrency ?? (wholeCpu ? 80 : 1),
    sessionAffinity: args.sessionAffinity ?? false,
    scaling: { minInstanceCount: scale.min ?? 0, maxInstanceCount: scale.max },
    vpcAccess: args.vpcAccess,
    containers: [
      {
        ...(probeProxy && { name: "application", dependsOns: [proxyName] }),
        image: args.image,
        ...(args.arguments && { args: [...args.arguments] }),
        // The name of the port says which HTTP is spoken: https://cloud.google.com/run/docs/configuring/http2.
        ports: args.http2 ? { name: "h2c", containerPort: port } : { containerPort: port },
        resources: {
          limits: { cpu: cpuQuantity(args.cpu), memory: memoryQuantity(args.memory) },
          cpuIdle,
          startupCpuBoost: true,
        },
        startupProbe: startupProbe(args.startup, port),
        livenessProbe: livenessProbe(args.health, port),
        ...(args.readiness && { readinessProbe: readinessProbe(args.readiness, port) }),
        envs: environment(args.env ?? {}, args.secrets ?? {}),
      },
      ...(probeProxy ? [proxyContainer(probeProxy, port, cpuIdle)] : []),
    ],
  };
}

function annotationsOf({
  optionalDependencies,
}: CloudRunServiceArgs): Pick<gcp.cloudrunv2.ServiceArgs, "annotations"> {
  const annotations = optionalAnnotation(optionalDependencies);
  return Object.keys(annotations).length === 0 ? {} : { annotations };
}
