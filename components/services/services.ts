import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import {
  type CloudRunServiceConfiguration,
  credentialId,
  projectNumberSecretId,
  serviceAccountId,
} from "../../config";
import { Credential, type CredentialArgs, type SecretReference } from "../secrets/credential";
import { type Transform, transformed } from "../transform";
import { CloudRunService, type CloudRunServiceArgs } from "./cloud-run-service";
import { createLogins, type LoginTransforms } from "./logins";
import { addressOf, projectNumberOf } from "./service-address";
import { ServiceIdentity, type ServiceIdentityArgs } from "./service-identity";
import { serviceInputs } from "./service-inputs";
import { credentialValue, type DataStores, found, plainValue } from "./variable-values";
import { credentialsOf, type Wiring, wiringOf } from "./wiring";

/** The arguments of {@link Services}. */
export interface ServicesArgs extends DataStores {
  /** Project of the services. Changing it replaces everything. */
  readonly project: string;
  /** Region of the services. Changing it replaces everything. */
  readonly region: string;
  /** The services by name, each after those that it needs. Removing one deletes it once it is not protected. */
  readonly services: Readonly<Record<string, CloudRunServiceConfiguration>>;
  /**
   * The way into the network and which traffic takes it; only without services there may be none. Changing it gives each
   * service a new revision.
   */
  readonly vpcAccess?: CloudRunServiceArgs["vpcAccess"];
  /**
   * What must be there before any service starts: a way out of the network, the repository of the images.
   * Changing it does nothing to services that exist.
   */
  readonly startsAfter: readonly pulumi.Resource[];
  /** The declared secrets by name. */
  readonly secrets: Readonly<Record<string, SecretReference>>;
  /** Changes to the children. See {@link Transform}; a function tells children of a kind apart by their names. */
  readonly transform?: LoginTransforms & {
    /** Changes to the parts of every service. */
    readonly service?: CloudRunServiceArgs["transform"];
    /** Changes to the parts of every service's identity. */
    readonly identity?: ServiceIdentityArgs["transform"];
    /** Changes to the parts of every credential. */
    readonly credential?: CredentialArgs["transform"];
    /** Changes to every binding that lets a service call another. */
    readonly call?: Transform<gcp.cloudrunv2.ServiceIamMemberArgs>;
    /** Changes to the secret without a value whose full name tells the project's number. */
    readonly projectNumber?: Transform<gcp.secretmanager.SecretArgs>;
  };
}

/** One service of a stack. */
export interface Service {
  /** The service. */
  readonly service: CloudRunService;
  /** The service account as which it runs. */
  readonly identity: ServiceIdentity;
}

/**
 * The Cloud Run services of a stack, each with what it uses: variables, credentials, access, order.
 *
 * A service is created after what it uses. A service that it could do without is the exception: it is known by
 * the address that follows from its name, so that neither its creation nor its failure holds anything up.
 *
 * Cost: that of the services and their credentials; see {@link CloudRunService} and {@link Credential}.
 */
export class Services extends pulumi.ComponentResource {
  /** The services by name. */
  readonly services: Readonly<Record<string, Service>>;
  /** Ids of the secrets that hold the credentials. */
  readonly credentialIds: readonly string[];

  constructor(name: string, args: ServicesArgs, options?: pulumi.ComponentResourceOptions) {
    const wirings = Object.entries(args.services).map(
      ([service, configuration]) => [service, wiringOf(configuration)] as const,
    );
    const sources = credentialsOf(wirings.map(([, wiring]) => wiring));
    super("holdfast:services:Services", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };

    const secrets: Record<string, SecretReference> = { ...args.secrets };
    for (const [id, source] of sources) {
      const value = credentialValue(source, args);
      secrets[id] = new Credential(id, { value, transform: args.transform?.credential }, child);
    }
    this.credentialIds = [...sources.keys()];

    const addresses = createAddresses(wirings, args, child);
    const services: Record<string, Service> = {};
    for (const [service, wiring] of wirings) {
      services[service] = createService(
        service,
        wiring,
        args,
        { secrets, addresses, services },
        child,
      );
    }
    this.services = services;
    for (const [caller, { calls }] of wirings) {
      for (const call of calls.filter(({ optional }) => optional)) {
        const { identity } = found(services, caller);
        allowCall(caller, identity, call.service, services, args.transform, child);
      }
    }
    this.registerOutputs({});
  }
}

/** What a service can refer to when its turn has come. */
interface Surroundings {
  readonly secrets: Readonly<Record<string, SecretReference>>;
  /** Addresses of services that others can do without. */
  readonly addresses: Readonly<Record<string, pulumi.Output<string>>>;
  /** The services before it. */
  readonly services: Readonly<Record<string, Service>>;
}

function createService(
  name: string,
  { variables, calls, logins }: Wiring,
  args: ServicesArgs,
  { secrets, addresses, services }: Surroundings,
  child: pulumi.CustomResourceOptions,
): Service {
  const identity = new ServiceIdentity(
    serviceAccountId(name),
    {
      accountId: serviceAccountId(name),
      displayName: `Cloud Run service ${name}`,
      transform: args.transform?.identity,
    },
    child,
  );
  const userNames = createLogins(name, logins, identity, args, child);
  const needed = calls.filter(({ optional }) => !optional).map(({ service }) => service);
  const access = needed.map((callee) =>
    allowCall(name, identity, callee, services, args.transform, child),
  );
  const urls = {
    ...addresses,
    ...Object.fromEntries(needed.map((callee) => [callee, found(services, callee).service.url])),
  };
  const context = { ...args, secrets, userNames, urls };

  // Without prototypes, so that a variable of any name is nothing but that variable.
  const env: Record<string, pulumi.Input<string>> = Object.create(null);
  const held: Record<string, SecretReference> = Object.create(null);
  for (const [variable, source] of Object.entries(variables)) {
    if (source.kind === "secret") {
      held[variable] = found(secrets, source.secret);
    } else if (source.kind === "credential") {
      held[variable] = found(secrets, credentialId(source.credential));
    } else {
      env[variable] = plainValue(source, context);
    }
  }
  if (args.vpcAccess === undefined) {
    throw new Error(`The service ${name} has no way into the network.`);
  }
  const service = new CloudRunService(
    name,
    {
      ...serviceInputs(found(args.services, name)),
      region: args.region,
      identity,
      vpcAccess: args.vpcAccess,
      env,
      secrets: held,
      startsAfter: [...args.startsAfter, ...access],
      transform: args.transform?.service,
    },
    child,
  );
  return { service, identity };
}

function allowCall(
  caller: string,
  identity: ServiceIdentity,
  callee: string,
  services: Readonly<Record<string, Service>>,
  transform: ServicesArgs["transform"],
  child: pulumi.CustomResourceOptions,
): gcp.cloudrunv2.ServiceIamMember {
  const { service } = found(services, callee);
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

/** The addresses of the services that others can do without, each known before the service exists. */
function createAddresses(
  wirings: readonly (readonly [string, Wiring])[],
  { region, transform }: ServicesArgs,
  child: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
  const optional = wirings.flatMap(([, { calls }]) => calls.filter((call) => call.optional));
  if (optional.length === 0) {
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
    optional.map(({ service }) => [
      service,
      projectNumber.apply((number) => addressOf(service, number, region)),
    ]),
  );
}
