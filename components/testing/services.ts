import * as kubernetes from "@pulumi/kubernetes";
import { ofType, type StackConfiguration } from "../../config";
import { Postgres } from "../data/postgres";
import { postgresInputs } from "../data/postgres-inputs";
import { Redis } from "../data/redis";
import { redisInputs } from "../data/redis-inputs";
import { mapEntries } from "../map-entries";
import { DeclaredSecrets } from "../secrets/declared-secrets";
import { Services, type ServicesArgs } from "../services/services";
import { type Recording, record, revealed } from "./recording";
import { stagingWith } from "./staging";

/** Registers the services of a configuration, Netra's staging by default, with the data stores that they use. */
export function recordServices(
  configuration: StackConfiguration = stagingWith(),
  {
    transform,
    ...options
  }: { readonly preview?: boolean; readonly transform?: ServicesArgs["transform"] } = {},
): Promise<Recording<Services>> {
  return record(() => {
    const { project, region, services } = configuration;
    const place = { region, network: "net" };
    const provider = new kubernetes.Provider("cluster");
    return new Services("services", {
      project,
      region,
      application: configuration.stack,
      services,
      cluster: {
        provider,
        workloadPool: `${project}.svc.id.goog`,
        namespaces: [namespace(provider, "namespaces")],
        policies: [namespace(provider, "policies")],
      },
      vpcAccess: { connector: "staging-connector", egress: "ALL_TRAFFIC" },
      startsAfter: [],
      telemetry: configuration.telemetry,
      transform,
      databases: mapEntries(
        Object.fromEntries(ofType(configuration.postgres, "cloud-sql")),
        (database, name) => new Postgres(name, { ...postgresInputs(database), ...place }),
      ),
      caches: mapEntries(
        Object.fromEntries(ofType(configuration.redis, "memorystore")),
        (cache, name) => new Redis(name, { ...redisInputs(cache), ...place }),
      ),
      secrets: new DeclaredSecrets("secrets", { secrets: configuration.secrets }).references,
    });
  }, options);
}

/** Something in the cluster that stands for what services come after. */
function namespace(provider: kubernetes.Provider, name: string): kubernetes.core.v1.Namespace {
  return new kubernetes.core.v1.Namespace(name, {}, { provider });
}

interface Variable {
  readonly name: string;
  readonly value?: unknown;
  readonly valueSource?: { readonly secretKeyRef: { readonly secret: string } };
}

/** The variables of a service: values as they are, secrets as `secret:<id>`. */
export function variablesOf(
  recording: Recording<unknown>,
  service: string,
): Record<string, unknown> {
  const { inputs } = recording.one("gcp:cloudrunv2/service:Service", service);
  const template = inputs.template as { containers: [{ envs: Variable[] }] };
  return Object.fromEntries(
    template.containers[0].envs.map(({ name, value, valueSource }) => [
      name,
      valueSource ? `secret:${valueSource.secretKeyRef.secret}` : value,
    ]),
  );
}

/** What the secret of this id holds. */
export function heldBy(recording: Recording<unknown>, id: string): unknown {
  const version = recording.one("gcp:secretmanager/secretVersion:SecretVersion", `${id}-version`);
  return revealed(version.inputs.secretData);
}
