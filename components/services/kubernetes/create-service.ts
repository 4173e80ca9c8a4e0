import { createHash } from "node:crypto";
import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { GkeServiceConfiguration, ServiceConfiguration } from "../../../config";
import type { SecretReference } from "../../secrets/credential";
import { probesOf } from "../probe-proxy/probe-proxy";
import type { ServiceIdentity } from "../service-identity";
import { credentialValue, found, plainValue, type VariableContext } from "../variable-values";
import type { VariableSource, Wiring } from "../wiring";
import { checksOf } from "./checks";
import { KubernetesService, type KubernetesServiceArgs } from "./kubernetes-service";
import { kubernetesServiceInputs } from "./service-inputs";
import type { Values } from "./variables";

/** The cluster in which services run. */
export interface ClusterPlace {
  /** The provider of the cluster. */
  readonly provider: kubernetes.Provider;
  /** The cluster's workload pool, `<project>.svc.id.goog`. */
  readonly workloadPool: pulumi.Input<string>;
  /** What must be there before anything of a service is: the namespaces, and with them the cluster and its workload pool. */
  readonly namespaces: readonly pulumi.Resource[];
  /** What must be there before any service starts: the network policies. */
  readonly policies: readonly pulumi.Resource[];
}

/** What a service on GKE stands among. */
export interface KubernetesSurroundings extends VariableContext {
  readonly cluster: ClusterPlace;
  /** Name of the stack. */
  readonly application: string;
  /** A secret with which changes of values are told from each other. */
  readonly hashKey: pulumi.Input<string>;
  /** All services of the stack. */
  readonly configurations: Readonly<Record<string, ServiceConfiguration>>;
  /** The declared secrets, by id. */
  readonly secrets: Readonly<Record<string, SecretReference>>;
  /** What must be there before it starts. */
  readonly startsAfter: readonly pulumi.Resource[];
  /** Changes to its parts. */
  readonly transform?: KubernetesServiceArgs["transform"];
}

/** Creates a service of the stack file on GKE, with its variables. */
export function createKubernetesService(
  name: string,
  configuration: GkeServiceConfiguration,
  { variables }: Wiring,
  identity: ServiceIdentity,
  around: KubernetesSurroundings,
  child: pulumi.CustomResourceOptions,
): KubernetesService {
  const { cluster } = around;
  const checks = checksOf(configuration, around.configurations, around);
  const { proxy } = probesOf(configuration);
  return new KubernetesService(
    name,
    {
      ...kubernetesServiceInputs(configuration),
      provider: cluster.provider,
      workloadPool: cluster.workloadPool,
      application: around.application,
      identity,
      variables: valuesOf(variables, around),
      variablesVersion: versionOf([
        variables,
        ...checks.map(({ sources }) => sources),
        ...(proxy ? [proxy.sources] : []),
      ]),
      probeProxy: proxy && {
        port: proxy.port,
        configuration: proxy.configuration,
        variables: valuesOf(proxy.sources, around),
      },
      hashKey: around.hashKey,
      checks: checks.map(({ target, client, sources }) => ({
        target,
        client,
        variables: valuesOf(sources, around),
      })),
      startsAfter: [...cluster.policies, ...around.startsAfter],
      transform: around.transform,
    },
    pulumi.mergeOptions(child, { dependsOn: [...cluster.namespaces] }),
  );
}

/**
 * Eight digits that follow from what is declared and from no value behind it: they are known before any value is, and
 * tell nothing about a secret.
 */
export function versionOf(declared: readonly Readonly<Record<string, VariableSource>>[]): string {
  const sorted = declared.map((sources) =>
    Object.entries(sources).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 8);
}

function valuesOf(
  sources: Readonly<Record<string, VariableSource>>,
  around: KubernetesSurroundings,
): Values {
  // Without prototypes, so that a variable of any name is nothing but that variable.
  const plain: Record<string, pulumi.Input<string>> = Object.create(null);
  const secret: Record<string, pulumi.Input<string>> = Object.create(null);
  for (const [variable, source] of Object.entries(sources)) {
    if (source.kind === "secret") {
      secret[variable] = declaredValue(source.secret, around);
    } else if (source.kind === "credential") {
      secret[variable] = credentialValue(source.credential, around);
    } else {
      plain[variable] = plainValue(source, around);
    }
  }
  return { plain, secret };
}

function declaredValue(id: string, { secrets }: KubernetesSurroundings): pulumi.Output<string> {
  const { value } = found(secrets, id);
  if (value === undefined) {
    throw new Error(`The value of the secret "${id}" is known to Secret Manager alone.`);
  }
  return value;
}
