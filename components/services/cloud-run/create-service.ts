import * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";
import {
  type CloudRunServiceConfiguration,
  credentialId,
  projectNumberSecretId,
} from "../../../config";
import type { SecretReference } from "../../secrets/credential";
import { type Transform, transformed } from "../../transform";
import { probesOf } from "../probe-proxy/probe-proxy";
import type { ServiceIdentity } from "../service-identity";
import { found, plainValue, type VariableContext } from "../variable-values";
import type { VariableSource, Wiring } from "../wiring";
import { CloudRunService, type CloudRunServiceArgs } from "./cloud-run-service";
import { addressOf, projectNumberOf } from "./service-address";
import { serviceInputs } from "./service-inputs";

/** Changes to what services on Cloud Run consist of. See {@link Transform}. */
export interface CloudRunTransforms {
  /** Changes to the parts of every service. */
  readonly service?: CloudRunServiceArgs["transform"];
  /** Changes to every binding that lets a service call another. */
  readonly call?: Transform<gcp.cloudrunv2.ServiceIamMemberArgs>;
  /** Changes to the secret without a value whose full name tells the project's number. */
  readonly projectNumber?: Transform<gcp.secretmanager.SecretArgs>;
}

/** A service that another one calls, with its name. */
export type Callee = readonly [name: string, service: CloudRunService];

/** What a service on Cloud Run stands among. */
export interface CloudRunSurroundings extends VariableContext {
  /** Region of the service. */
  readonly region: string;
  /** The way into the network and which traffic takes it. */
  readonly vpcAccess: CloudRunServiceArgs["vpcAccess"];
  /** References to credentials and declared secrets, by id. */
  readonly secrets: Readonly<Record<string, SecretReference>>;
  /** The services that it needs, with their names. */
  readonly callees: readonly Callee[];
  /** What must be there before it starts. */
  readonly startsAfter: readonly pulumi.Resource[];
  /** Changes to its parts. */
  readonly transform?: CloudRunTransforms;
}

/** Creates a service of the stack file on Cloud Run, with its variables and the right to call what it needs. */
export function createCloudRunService(
  name: string,
  configuration: CloudRunServiceConfiguration,
  { variables }: Wiring,
  identity: ServiceIdentity,
  around: CloudRunSurroundings,
  child: pulumi.CustomResourceOptions,
): CloudRunService {
  const access = around.callees.map((callee) =>
    allowCall(name, identity, callee, around.transform, child),
  );
  const urls = {
    ...around.urls,
    ...Object.fromEntries(around.callees.map(([callee, { url }]) => [callee, url])),
  };
  const context = { ...around, urls };
  const { env, secrets } = valuesOf(variables, context);
  const { proxy } = probesOf(configuration);
  return new CloudRunService(
    name,
    {
      ...serviceInputs(configuration),
      region: around.region,
      identity,
      vpcAccess: around.vpcAccess,
      env,
      secrets,
      probeProxy: proxy && {
        port: proxy.port,
        configuration: proxy.configuration,
        ...valuesOf(proxy.sources, context),
      },
      startsAfter: [...around.startsAfter, ...access],
      transform: around.transform?.service,
    },
    child,
  );
}

/** The values of variables, each in clear or by reference. */
function valuesOf(
  sources: Readonly<Record<string, VariableSource>>,
  around: Pick<CloudRunSurroundings, "secrets"> & VariableContext,
) {
  // Without prototypes, so that a variable of any name is nothing but that variable.
  const env: Record<string, pulumi.Input<string>> = Object.create(null);
  const secrets: Record<string, SecretReference> = Object.create(null);
  for (const [variable, source] of Object.entries(sources)) {
    if (source.kind === "secret") {
      secrets[variable] = found(around.secrets, source.secret);
    } else if (source.kind === "credential") {
      secrets[variable] = found(around.secrets, credentialId(source.credential));
    } else {
      env[variable] = plainValue(source, around);
    }
  }
  return { env, secrets };
}

/** Lets `caller`, which runs as `identity`, call a service. */
export function allowCall(
  caller: string,
  identity: ServiceIdentity,
  [callee, service]: Callee,
  transform: CloudRunTransforms | undefined,
  child: pulumi.CustomResourceOptions,
): gcp.cloudrunv2.ServiceIamMember {
  return new gcp.cloudrunv2.ServiceIamMember(
    ...transformed<gcp.cloudrunv2.ServiceIamMemberArgs>(
      transform?.call,
      `${caller}-calls-${callee}`,
      {
        name: service.serviceName,
        location: service.location,
        role: "roles/run.invoker",
        member: identity.member,
      },
      child,
    ),
  );
}

/** The addresses of `services`, each known before the service exists. */
export function createAddresses(
  services: readonly string[],
  region: string,
  transform: CloudRunTransforms | undefined,
  child: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
  if (services.length === 0) {
    return {};
  }
  // The address has the project's number in it, which no plan can ask for without a cloud. The name that the
  // API gives to a secret, even to one without a value, has it too.
  const marker = new gcp.secretmanager.Secret(
    ...transformed<gcp.secretmanager.SecretArgs>(
      transform?.projectNumber,
      projectNumberSecretId,
      { secretId: projectNumberSecretId, replication: { auto: {} } },
      child,
    ),
  );
  const projectNumber = marker.name.apply(projectNumberOf);
  return Object.fromEntries(
    services.map((service) => [
      service,
      projectNumber.apply((number) => addressOf(service, number, region)),
    ]),
  );
}
