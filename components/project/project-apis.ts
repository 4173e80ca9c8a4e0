import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { cloudRunServicesOf, ofType, type StackConfiguration } from "../../config";
import { type Transform, transformed } from "../transform";

/** The Google APIs that a stack can need, by a short name. */
export const apis = {
  alloyDb: "alloydb.googleapis.com",
  artifactRegistry: "artifactregistry.googleapis.com",
  certificateManager: "certificatemanager.googleapis.com",
  cloudBuild: "cloudbuild.googleapis.com",
  cloudFunctions: "cloudfunctions.googleapis.com",
  cloudScheduler: "cloudscheduler.googleapis.com",
  cloudTrace: "cloudtrace.googleapis.com",
  compute: "compute.googleapis.com",
  container: "container.googleapis.com",
  dns: "dns.googleapis.com",
  gkeBackup: "gkebackup.googleapis.com",
  iam: "iam.googleapis.com",
  logging: "logging.googleapis.com",
  monitoring: "monitoring.googleapis.com",
  redis: "redis.googleapis.com",
  resourceManager: "cloudresourcemanager.googleapis.com",
  run: "run.googleapis.com",
  secretManager: "secretmanager.googleapis.com",
  serviceNetworking: "servicenetworking.googleapis.com",
  sqlAdmin: "sqladmin.googleapis.com",
  storage: "storage.googleapis.com",
  telemetry: "telemetry.googleapis.com",
  vpcAccess: "vpcaccess.googleapis.com",
} as const;

/** The short name of a Google API. */
export type Api = keyof typeof apis;

/** The APIs that a stack needs, in a stable order. */
export function requiredApis(configuration: StackConfiguration): Api[] {
  // A stack with hosts runs its checks: a function that is built, stored, called and watched.
  const isChecked = configuration.edge !== undefined;
  const sendsTelemetry = configuration.telemetry !== undefined;
  const needed: Record<Api, boolean> = {
    alloyDb: ofType(configuration.postgres, "alloydb").length > 0,
    artifactRegistry: isChecked || configuration.registry !== undefined,
    certificateManager: configuration.edge !== undefined,
    cloudBuild: isChecked,
    cloudFunctions: isChecked,
    cloudScheduler: isChecked,
    // Google keeps no traces where this one is off, whichever API takes them.
    cloudTrace: sendsTelemetry,
    compute: true,
    container: configuration.gke !== undefined,
    dns: configuration.edge?.certificate.dnsZone !== undefined,
    gkeBackup: configuration.gke?.backups.enabled === true,
    iam: true,
    logging: sendsTelemetry || configuration.observability !== undefined,
    monitoring: sendsTelemetry || isChecked || configuration.observability !== undefined,
    redis: ofType(configuration.redis, "memorystore").length > 0,
    resourceManager: true,
    run: isChecked || Object.keys(cloudRunServicesOf(configuration)).length > 0,
    secretManager: true,
    serviceNetworking: true,
    sqlAdmin: ofType(configuration.postgres, "cloud-sql").length > 0,
    storage: isChecked,
    telemetry: sendsTelemetry,
    vpcAccess: configuration.network.connector !== undefined,
  };
  return (Object.keys(apis) as Api[]).filter((api) => needed[api]);
}

/** The arguments of {@link ProjectApis}. */
export interface ProjectApisArgs {
  /** Project whose APIs are enabled. Changing it enables them in the other project. */
  readonly project: pulumi.Input<string>;
  /** The APIs to enable. Removing one leaves it enabled. */
  readonly apis: readonly Api[];
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to every API. */
    readonly api?: Transform<gcp.projects.ServiceArgs>;
  };
}

/**
 * The Google APIs that a stack needs, enabled. They stay enabled when the stack goes: something else in the
 * project may need them, and disabling one stops what uses it.
 *
 * Cost: none.
 */
export class ProjectApis extends pulumi.ComponentResource {
  private readonly enabledApis: ReadonlyMap<Api, gcp.projects.Service>;

  constructor(name: string, args: ProjectApisArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:project:ProjectApis", name, {}, options);
    this.enabledApis = new Map(
      args.apis.map((api) => [
        api,
        new gcp.projects.Service(
          ...transformed<gcp.projects.ServiceArgs>(
            args.transform?.api,
            `${name}-${api}`,
            { project: args.project, service: apis[api], disableOnDestroy: false },
            { parent: this, dependsOn: options?.dependsOn },
          ),
        ),
      ]),
    );
    this.registerOutputs({});
  }

  /** The resources on which to depend for these APIs; those that the stack does not enable are left out. */
  enabled(...needed: Api[]): pulumi.Resource[] {
    return needed.flatMap((api) => this.enabledApis.get(api) ?? []);
  }
}
