import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import {
  collectorName,
  type Platform,
  platformNames,
  type ServiceConfiguration,
  serviceAccountId,
  type TelemetryConfiguration,
} from "../../config";
import { Credential, type CredentialArgs, type SecretReference } from "../secrets/credential";
import { type Transform, transformed } from "../transform";
import type { CloudRunService, CloudRunServiceArgs } from "./cloud-run/cloud-run-service";
import {
  allowCall,
  type CloudRunTransforms,
  createAddresses,
  createCloudRunService,
} from "./cloud-run/create-service";
import { type ClusterPlace, createKubernetesService } from "./kubernetes/create-service";
import {
  addressInCluster,
  type KubernetesService,
  type KubernetesServiceArgs,
} from "./kubernetes/kubernetes-service";
import { createLogins, type LoginTransforms } from "./logins";
import { ServiceIdentity, type ServiceIdentityArgs } from "./service-identity";
import { collectorInCluster, createTelemetryRole, type TelemetryTransforms } from "./telemetry";
import { credentialValue, type DataStores, found } from "./variable-values";
import { credentialsOf, type Wiring, wiringOf } from "./wiring";

/** The arguments of {@link Services}. */
export interface ServicesArgs extends DataStores {
  /** Project of the services. Changing it replaces everything. */
  readonly project: string;
  /** Region of the services. Changing it replaces everything. */
  readonly region: string;
  /** Name of the stack, by which the objects of one application are known in a cluster. Changing it is in place. */
  readonly application: string;
  /** The services by name, each after those that it needs. Removing one deletes it once it is not protected. */
  readonly services: Readonly<Record<string, ServiceConfiguration>>;
  /**
   * The way from Cloud Run into the network and which traffic takes it. Changing it gives each service there a new
   * revision.
   * @default none: no service runs on Cloud Run
   */
  readonly vpcAccess?: CloudRunServiceArgs["vpcAccess"];
  /** The cluster of the services on GKE. @default none: no service runs on GKE */
  readonly cluster?: ClusterPlace;
  /**
   * What must be there before any service starts: a way out of the network, the repository of the images.
   * Changing it does nothing to services that exist.
   */
  readonly startsAfter: readonly pulumi.Resource[];
  /** The declared secrets by name. */
  readonly secrets: Readonly<Record<string, SecretReference>>;
  /**
   * Where telemetry goes. A collector is known by the address that follows from its name, so that neither its creation
   * nor its failure holds a service up. Changing it gives every service that sends telemetry a new revision.
   * @default none: services are told of no destination
   */
  readonly telemetry?: TelemetryConfiguration;
  /** Changes to the children. See {@link Transform}; a function tells children of a kind apart by their names. */
  readonly transform?: LoginTransforms &
    TelemetryTransforms &
    CloudRunTransforms & {
      /** Changes to the parts of every service on GKE. */
      readonly kubernetesService?: KubernetesServiceArgs["transform"];
      /** Changes to the secret with which changes of values in a cluster are told from each other. */
      readonly hashKey?: Transform<random.RandomPasswordArgs>;
      /** Changes to the parts of every service's identity. */
      readonly identity?: ServiceIdentityArgs["transform"];
      /** Changes to the parts of every credential. */
      readonly credential?: CredentialArgs["transform"];
    };
}

/** One service of a stack, on its platform. */
export type Service =
  | {
      readonly platform: "cloud-run";
      /** The service. */
      readonly service: CloudRunService;
      /** The service account as which it runs. */
      readonly identity: ServiceIdentity;
    }
  | {
      readonly platform: "gke";
      /** The service. */
      readonly service: KubernetesService;
      /** The Google service account as which its pods act. */
      readonly identity: ServiceIdentity;
    };

/**
 * The services of a stack, each on its platform with what it uses: variables, credentials, access, order.
 *
 * A service is created after what it uses. A service that it could do without is the exception: it is known by
 * the address that follows from its name, so that neither its creation nor its failure holds anything up.
 *
 * Cost: that of the services and their credentials; see {@link CloudRunService}, {@link KubernetesService} and
 * {@link Credential}.
 */
export class Services extends pulumi.ComponentResource {
  /** The services by name. */
  readonly services: Readonly<Record<string, Service>>;
  /** Ids of the secrets that hold the credentials of services on Cloud Run. */
  readonly credentialIds: readonly string[];

  constructor(name: string, args: ServicesArgs, options?: pulumi.ComponentResourceOptions) {
    const wirings = Object.entries(args.services).map(
      ([service, configuration]) => [service, wiringOf(configuration)] as const,
    );
    const onCloudRun = wirings.filter(
      ([service]) => found(args.services, service).platform === "cloud-run",
    );
    const sources = credentialsOf(onCloudRun.map(([, wiring]) => wiring));
    super("holdfast:services:Services", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };

    const secrets: Record<string, SecretReference> = { ...args.secrets };
    for (const [id, source] of sources) {
      const value = credentialValue(source, args);
      secrets[id] = new Credential(id, { value, transform: args.transform?.credential }, child);
    }
    this.credentialIds = [...sources.keys()];

    const optional = onCloudRun.flatMap(([, { calls }]) =>
      calls.filter((call) => call.optional).map(({ service }) => service),
    );
    const { [collectorName]: collectorUrl, ...urls } = createAddresses(
      args.telemetry?.collectors["cloud-run"] === undefined
        ? optional
        : [...optional, collectorName],
      args.region,
      args.transform,
      child,
    );
    const addresses = { ...addressesInCluster(args.services), ...urls };
    const collectors = {
      "cloud-run": collectorUrl,
      gke: args.telemetry && collectorInCluster(args.telemetry),
    };
    const hashKey = onCloudRun.length < wirings.length ? createHashKey(name, args, child) : "";
    const services: Record<string, Service> = {};
    for (const [service, wiring] of wirings) {
      const surroundings = { secrets, addresses, services, hashKey, collectors };
      services[service] = createService(service, wiring, args, surroundings, child);
    }
    this.services = services;
    for (const [caller, { calls }] of onCloudRun) {
      for (const call of calls.filter(({ optional }) => optional)) {
        const { identity } = found(services, caller);
        const { platform, service } = found(services, call.service);
        if (platform === "cloud-run") {
          allowCall(caller, identity, [call.service, service], args.transform, child);
        }
      }
    }
    this.registerOutputs({});
  }
}

/** The addresses of the services on GKE, which follow from what is declared alone. */
function addressesInCluster(
  services: Readonly<Record<string, ServiceConfiguration>>,
): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, { namespace, port }]) =>
      namespace === undefined
        ? []
        : [[name, pulumi.output(addressInCluster(name, namespace, port))]],
    ),
  );
}

function createHashKey(
  name: string,
  { transform }: ServicesArgs,
  options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  return new random.RandomPassword(
    ...transformed<random.RandomPasswordArgs>(
      transform?.hashKey,
      `${name}-hash-key`,
      { length: 32, special: false },
      options,
    ),
  ).result;
}

/** What a service can refer to when its turn has come. */
interface Surroundings {
  readonly secrets: Readonly<Record<string, SecretReference>>;
  /** Addresses of services that are known before these exist. */
  readonly addresses: Readonly<Record<string, pulumi.Output<string>>>;
  /** The services before it. */
  readonly services: Readonly<Record<string, Service>>;
  readonly hashKey: pulumi.Input<string>;
  /** Where the collector of each platform takes telemetry, if there is one. */
  readonly collectors: Readonly<Record<Platform, pulumi.Input<string> | undefined>>;
}

function createService(
  name: string,
  wiring: Wiring,
  args: ServicesArgs,
  { secrets, addresses, services, hashKey, collectors }: Surroundings,
  child: pulumi.CustomResourceOptions,
): Service {
  const configuration = found(args.services, name);
  const identity = new ServiceIdentity(
    serviceAccountId(name),
    {
      accountId: serviceAccountId(name),
      displayName: `${platformNames[configuration.platform]} service ${name}`,
      transform: args.transform?.identity,
    },
    child,
  );
  const userNames = createLogins(name, wiring.logins, identity, args, child);
  if (configuration.telemetry !== undefined && args.telemetry?.destination === "google") {
    createTelemetryRole(name, args.project, identity, args.transform, child);
  }
  const needed = wiring.calls
    .filter(({ optional }) => !optional)
    .map((call) => [call.service, found(services, call.service)] as const);
  const collector = collectors[configuration.platform];
  const context = { ...args, secrets, userNames, urls: addresses, collector };

  if (configuration.platform === "gke") {
    const ready = needed.flatMap(([, callee]) =>
      callee.platform === "gke" ? callee.service.ready : [],
    );
    const around = {
      ...context,
      cluster: clusterOf(args),
      hashKey,
      configurations: args.services,
      startsAfter: [...args.startsAfter, ...ready],
      transform: args.transform?.kubernetesService,
    };
    const service = createKubernetesService(name, configuration, wiring, identity, around, child);
    return { platform: configuration.platform, service, identity };
  }
  const callees = needed.flatMap(([callee, { platform, service }]) =>
    platform === "cloud-run" ? [[callee, service] as const] : [],
  );
  const around = { ...context, vpcAccess: vpcAccessOf(args), callees };
  const service = createCloudRunService(name, configuration, wiring, identity, around, child);
  return { platform: configuration.platform, service, identity };
}

function clusterOf({ cluster }: ServicesArgs): ClusterPlace {
  if (cluster === undefined) {
    throw new Error("A service on GKE needs the cluster of the stack.");
  }
  return cluster;
}

function vpcAccessOf({ vpcAccess }: ServicesArgs): CloudRunServiceArgs["vpcAccess"] {
  if (vpcAccess === undefined) {
    throw new Error("A service on Cloud Run needs a way into the network.");
  }
  return vpcAccess;
}
