import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";
import { loadBalancingScheme } from "./forwarding-rule";

/** The arguments of {@link CloudRunBackend}. */
export interface CloudRunBackendArgs {
  /** Region of the service. Changing it replaces the endpoint group. */
  readonly region: pulumi.Input<string>;
  /** Name of the Cloud Run service. Changing it replaces the endpoint group. */
  readonly service: pulumi.Input<string>;
  /** Part of the requests that are logged, 0 to 1. Changing it is in place. @default 1 */
  readonly accessLogSampleRate?: number;
  /** Id of the Cloud Armor policy for the requests. Changing it is in place. @default none */
  readonly securityPolicy?: pulumi.Input<string>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the endpoint group. */
    readonly endpointGroup?: Transform<gcp.compute.RegionNetworkEndpointGroupArgs>;
    /** Changes to the backend service. */
    readonly backendService?: Transform<gcp.compute.BackendServiceArgs>;
  };
}

/**
 * A Cloud Run service as a backend of a global external Application Load Balancer: a serverless network endpoint
 * group and a backend service.
 *
 * A backend service in front of a serverless group takes no health check, time limit or port, and ignores session
 * affinity and balancing mode: Cloud Run has its own.
 * https://cloud.google.com/load-balancing/docs/negs/serverless-neg-concepts#limitations
 *
 * Cost: about 0.50 USD for each GB of logs (approximate).
 */
export class CloudRunBackend extends pulumi.ComponentResource {
  /** Id of the backend service. */
  readonly backendServiceId: pulumi.Output<string>;

  constructor(name: string, args: CloudRunBackendArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:edge:CloudRunBackend", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    // Without a name of ours: every change replaces the group, and the backend service holds on to the old one
    // until it knows the new one.
    const endpointGroup = new gcp.compute.RegionNetworkEndpointGroup(
      ...transformed<gcp.compute.RegionNetworkEndpointGroupArgs>(
        args.transform?.endpointGroup,
        name,
        {
          region: args.region,
          networkEndpointType: "SERVERLESS",
          cloudRun: { service: args.service },
        },
        child,
      ),
    );
    const sampleRate = args.accessLogSampleRate ?? 1;
    const backendService = new gcp.compute.BackendService(
      ...transformed<gcp.compute.BackendServiceArgs>(
        args.transform?.backendService,
        name,
        {
          name,
          loadBalancingScheme,
          backends: [{ group: endpointGroup.id }],
          logConfig: sampleRate > 0 ? { enable: true, sampleRate } : { enable: false },
          securityPolicy: args.securityPolicy,
        },
        child,
      ),
    );
    this.backendServiceId = backendService.id;
    this.registerOutputs({});
  }
}
