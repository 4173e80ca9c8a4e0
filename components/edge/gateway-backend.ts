import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";
import type { RoutedService } from "./gateway-routes";

/** A service behind a gateway, and how the load balancer treats it. Changes are in place. */
export interface GatewayService extends RoutedService {
  /** Path that answers 200 when the service can take requests, such as `/health`. */
  readonly healthPath: string;
  /** Port of the pods at which the load balancer asks for it. @default that of the Service */
  readonly healthPort?: number;
  /** Seconds between two health checks, 1 to 300. */
  readonly healthPeriodSec: number;
  /** Seconds that a health check may take, 1 to `healthPeriodSec`. */
  readonly healthTimeoutSec: number;
  /** Health checks that fail in a row until the pod gets no more requests, 1 to 10. */
  readonly healthFailureThreshold: number;
  /** Seconds that a request may take, 1 to 2147483647. A WebSocket is one request for as long as it is open. */
  readonly requestTimeoutSec: number;
  /** Whether a client is led to the same pod again where possible, by a cookie. @default false */
  readonly sessionAffinity?: boolean;
}

/** The arguments of {@link GatewayBackend}. */
export interface GatewayBackendArgs extends GatewayService {
  /** Part of the requests that are logged, 0 to 1. @default 1 */
  readonly accessLogSampleRate?: number;
  /** Name of the Cloud Armor policy for the requests. @default none */
  readonly securityPolicy?: pulumi.Input<string>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the HealthCheckPolicy. */
    readonly healthCheckPolicy?: Transform<kubernetes.apiextensions.CustomResourceArgs>;
    /** Changes to the GCPBackendPolicy. */
    readonly backendPolicy?: Transform<kubernetes.apiextensions.CustomResourceArgs>;
  };
}

/** Seconds for which a pod that ends may finish its requests. */
const drainingTimeoutSec = 30;
/** The API takes the part of the requests that are logged in millionths. */
const allRequests = 1_000_000;

/**
 * How a gateway of GKE treats one Kubernetes Service: its health check, the time that requests may take, logs and limits.
 *
 * Without a HealthCheckPolicy the load balancer asks for `/`, and a service that answers anything but 200 there gets no
 * requests at all.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources
 *
 * Cost: about 0.50 USD for each GB of logs (approximate).
 */
export class GatewayBackend extends pulumi.ComponentResource {
  constructor(name: string, args: GatewayBackendArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:edge:GatewayBackend", name, {}, options);
    // The provider of the cluster, given to the component, reaches its children as their parent's.
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const targetRef = { group: "", kind: "Service", name: args.service };
    const metadata = { name: args.service, namespace: args.namespace };
    new kubernetes.apiextensions.CustomResource(
      ...transformed<kubernetes.apiextensions.CustomResourceArgs>(
        args.transform?.healthCheckPolicy,
        `${name}-health`,
        {
          apiVersion: "networking.gke.io/v1",
          kind: "HealthCheckPolicy",
          metadata,
          spec: { default: healthCheck(args), targetRef },
        },
        child,
      ),
    );
    new kubernetes.apiextensions.CustomResource(
      ...transformed<kubernetes.apiextensions.CustomResourceArgs>(
        args.transform?.backendPolicy,
        `${name}-backend`,
        {
          apiVersion: "networking.gke.io/v1",
          kind: "GCPBackendPolicy",
          metadata,
          spec: { default: backend(args), targetRef },
        },
        child,
      ),
    );
    this.registerOutputs({});
  }
}

function healthCheck(args: GatewayService) {
  return {
    checkIntervalSec: args.healthPeriodSec,
    timeoutSec: args.healthTimeoutSec,
    healthyThreshold: 1,
    unhealthyThreshold: args.healthFailureThreshold,
    logConfig: { enabled: true },
    config: {
      type: "HTTP",
      httpHealthCheck: {
        ...(args.healthPort === undefined
          ? { portSpecification: "USE_SERVING_PORT" }
          : { portSpecification: "USE_FIXED_PORT", port: args.healthPort }),
        requestPath: args.healthPath,
      },
    },
  };
}

function backend({
  requestTimeoutSec,
  sessionAffinity,
  accessLogSampleRate = 1,
  securityPolicy,
}: GatewayBackendArgs) {
  const sampleRate = Math.round(accessLogSampleRate * allRequests);
  return {
    timeoutSec: requestTimeoutSec,
    connectionDraining: { drainingTimeoutSec },
    logging: sampleRate > 0 ? { enabled: true, sampleRate } : { enabled: false },
    ...(sessionAffinity && { sessionAffinity: { type: "GENERATED_COOKIE", cookieTtlSec: 0 } }),
    ...(securityPolicy !== undefined && { securityPolicy }),
  };
}
