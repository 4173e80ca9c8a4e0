import * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";
import { collectorName, otlpPorts, type TelemetryConfiguration } from "../../config";
import { type Transform, transformed } from "../transform";
import { addressInCluster } from "./kubernetes/kubernetes-service";
import type { ServiceIdentity } from "./service-identity";

/** Changes to what lets accounts write telemetry. See {@link Transform}. */
export interface TelemetryTransforms {
  /** Changes to every binding of the role that lets an account write telemetry. */
  readonly telemetryRole?: Transform<gcp.projects.IAMMemberArgs>;
}

/** Where the collector in the cluster takes telemetry; `undefined` where there is none. */
export function collectorInCluster({
  protocol,
  collectors,
}: TelemetryConfiguration): string | undefined {
  return (
    collectors.gke && addressInCluster(collectorName, collectors.gke.namespace, otlpPorts[protocol])
  );
}

/**
 * Lets an account write traces, metrics and logs by telemetry.googleapis.com, and read none:
 * https://cloud.google.com/iam/docs/roles-permissions/telemetry.
 */
export function createTelemetryRole(
  name: string,
  project: string,
  identity: ServiceIdentity,
  transform: TelemetryTransforms | undefined,
  child: pulumi.CustomResourceOptions,
): gcp.projects.IAMMember {
  return new gcp.projects.IAMMember(
    ...transformed<gcp.projects.IAMMemberArgs>(
      transform?.telemetryRole,
      `${name}-writes-telemetry`,
      { project, role: "roles/telemetry.writer", member: identity.member },
      child,
    ),
  );
}
