import { InvalidReference, parseReference } from "../policies/registry/reference";
import type { Platform } from "./platforms";

/** Name of the collectors of a stack, on each platform that has services with telemetry. */
export const collectorName = "otel-collector";

/** The forms of OTLP, each with the port on which a collector takes it: https://opentelemetry.io/docs/specs/otlp. */
export const otlpPorts = { "http/protobuf": 4318, grpc: 4317 } as const;

/** A form of OTLP, in the words of the specification. */
export type OtlpProtocol = keyof typeof otlpPorts;

/** Google's own OTLP endpoint: https://cloud.google.com/stackdriver/docs/reference/telemetry/overview. */
export const googleEndpoint = "https://telemetry.googleapis.com";

/**
 * The variables of the OpenTelemetry specification that a service is told, by what they say:
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables.
 */
export const telemetryVariables = {
  endpoint: "OTEL_EXPORTER_OTLP_ENDPOINT",
  protocol: "OTEL_EXPORTER_OTLP_PROTOCOL",
  serviceName: "OTEL_SERVICE_NAME",
  resourceAttributes: "OTEL_RESOURCE_ATTRIBUTES",
  sampler: "OTEL_TRACES_SAMPLER",
  samplerArgument: "OTEL_TRACES_SAMPLER_ARG",
} as const;

/** The facts of a service and its surroundings that its telemetry names. */
export interface TelemetryFacts {
  /** Name of the service. */
  readonly service: string;
  /** Its image, with a tag or a digest. */
  readonly image: string;
  readonly platform: Platform;
  /** Its namespace in the cluster, on GKE. */
  readonly namespace?: string | undefined;
  /** Name of the cluster, on GKE. */
  readonly cluster?: string | undefined;
  /** Name of the stack. */
  readonly stack: string;
  readonly environment: string;
  readonly project: string;
  readonly region: string;
}

/** What a service is told that sends telemetry. */
export interface ServiceTelemetry {
  /** Variables with their values. */
  readonly variables: Readonly<Record<string, string>>;
  /** The variable that names the stack's own collector on the service's platform; absent where none is to be named. */
  readonly collectorVariable?: string;
}

/** How services send, and what they set themselves. */
export interface TelemetrySettings {
  readonly destination: "collector" | "google";
  readonly protocol: OtlpProtocol;
  /** Share of the traces, such as `"10%"`. */
  readonly sampling: string;
}

/**
 * What a service is told: where to send, and what to say of itself. What it sets itself is left to it, but attributes,
 * which are told together with its own.
 *
 * @param own The variables that the service sets itself, with their values where these are no secrets.
 */
export function serviceTelemetry(
  { destination, protocol, sampling }: TelemetrySettings,
  facts: TelemetryFacts,
  own: ReadonlyMap<string, string | undefined>,
): ServiceTelemetry {
  const { endpoint, resourceAttributes, ...names } = telemetryVariables;
  const usual = {
    [names.serviceName]: facts.service,
    [names.protocol]: protocol,
    // The sampler of a share even for all of them: a service can then set its own share alone.
    [names.sampler]: "parentbased_traceidratio",
    [names.samplerArgument]: String(Number(`${sampling.slice(0, -1)}e-2`)),
    ...(destination === "google" && { [endpoint]: googleEndpoint }),
  };
  const isOwnSampler = own.has(names.sampler);
  const told = Object.entries(usual).filter(
    ([name]) => !own.has(name) && !(isOwnSampler && name === names.samplerArgument),
  );
  return {
    variables: {
      ...Object.fromEntries(told),
      [resourceAttributes]: formatAttributes(
        withOwn(attributesOf(facts), own.get(resourceAttributes)),
      ),
    },
    ...(destination === "collector" && { collectorVariable: endpoint }),
  };
}

/**
 * What all telemetry of a service says of where it comes from:
 * https://opentelemetry.io/docs/specs/semconv/resource/service, /deployment-environment, /cloud and /k8s.
 */
export function attributesOf(facts: TelemetryFacts): ReadonlyMap<string, string> {
  const version = versionOf(facts.image);
  const { platform, namespace, cluster } = facts;
  return new Map([
    ["service.namespace", facts.stack],
    ...(version === undefined ? [] : [["service.version", version] as const]),
    ["deployment.environment.name", facts.environment],
    // Its name until version 1.27 of the conventions, which many programs and dashboards still read.
    ["deployment.environment", facts.environment],
    ["cloud.provider", "gcp"],
    ["cloud.region", facts.region],
    // Without it Google takes nothing: https://cloud.google.com/stackdriver/docs/reference/telemetry/overview.
    ["gcp.project_id", facts.project],
    ...(platform === "gke" && cluster !== undefined
      ? [["k8s.cluster.name", cluster] as const]
      : []),
    ...(platform === "gke" && namespace !== undefined
      ? [["k8s.namespace.name", namespace] as const]
      : []),
  ]);
}

/** The version that an image names: its tag, which people know it by, else its digest. */
function versionOf(image: string): string | undefined {
  const reference = parseReference(image);
  return reference instanceof InvalidReference ? undefined : (reference.tag ?? reference.digest);
}

/** The characters of a value that mean nothing in `OTEL_RESOURCE_ATTRIBUTES` and that no decoder changes. */
const plain = /[A-Za-z0-9._~:/-]/;

/**
 * The text of `OTEL_RESOURCE_ATTRIBUTES`: pairs as in the header Baggage (https://www.w3.org/TR/baggage/#value), in which
 * everything else is percent-encoded.
 */
export function formatAttributes(attributes: ReadonlyMap<string, string>): string {
  return [...attributes].map((pair) => pair.map(encoded).join("=")).join(",");
}

function encoded(text: string): string {
  return [...text]
    .map((character) =>
      plain.test(character)
        ? character
        : [...new TextEncoder().encode(character)]
            .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
            .join(""),
    )
    .join("");
}

/** The pairs of a text of `OTEL_RESOURCE_ATTRIBUTES`; `undefined` where it is not one. */
export function parseAttributes(text: string): ReadonlyMap<string, string> | undefined {
  const pairs = text.split(",").filter((part) => part.trim() !== "");
  const parsed = pairs.map((part): readonly [string, string] | undefined => {
    const at = part.indexOf("=");
    const key = decoded(part.slice(0, at).trim());
    const value = decoded(part.slice(at + 1).trim());
    return at < 1 || !key || value === undefined ? undefined : [key, value];
  });
  return parsed.includes(undefined)
    ? undefined
    : new Map(parsed.filter((pair) => pair !== undefined));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Attributes with those that a service sets itself, which win: it knows itself better. */
function withOwn(
  attributes: ReadonlyMap<string, string>,
  own: string | undefined,
): ReadonlyMap<string, string> {
  return new Map([...attributes, ...(parseAttributes(own ?? "") ?? [])]);
}

/** The variables by which a service would send elsewhere than the stack does, or in another form. */
const destinationVariable =
  /^OTEL_EXPORTER_OTLP_(?:(?:TRACES|METRICS|LOGS)_)?(?:ENDPOINT|PROTOCOL|INSECURE|HEADERS)$/;

/** Whether a variable says where telemetry goes and how, which the stack's declaration does. */
export function isDestinationVariable(name: string): boolean {
  return destinationVariable.test(name);
}

/** The variable by which an SDK ends all telemetry of its program. */
export const disablingVariable = "OTEL_SDK_DISABLED";

/** Whether a value of that variable ends it: the specification takes "true" in any case, and all else for false. */
export function isDisabling(value: string | undefined): boolean {
  return value?.trim().toLowerCase() === "true";
}

/** The variables that a service sets itself, with their values where these are no secrets. */
export function ownVariables({
  env,
  secrets,
}: {
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly secrets?: Readonly<Record<string, string | undefined>> | undefined;
}): ReadonlyMap<string, string | undefined> {
  return new Map([
    ...Object.entries(env ?? {}),
    ...Object.keys(secrets ?? {}).map((name) => [name, undefined] as const),
  ]);
}
