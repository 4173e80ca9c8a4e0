import {
  type Headers,
  plainHeaders,
  type ServiceConfiguration,
  secretHeaders,
} from "../../../config";
import type { VariableSource } from "../wiring";
import { caddyConfiguration, type ProxiedRequest } from "./caddy";

/** What a platform asks an instance for. */
export type ProbeKind = "startup" | "readiness" | "liveness";

/** What a probe asks for. */
export interface ProbeRequest {
  /** Path with query. */
  readonly path: string;
  /** Port. Absent: that of the service. */
  readonly port?: number;
  /** Headers that hold no secret. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The proxy beside an application that puts secrets into the headers of probes: neither Kubernetes nor Cloud Run takes a
 * reference to a secret there, and a value would stand in clear in the pod or the revision.
 */
export interface ProbeProxy {
  /** Port on which it listens. */
  readonly port: number;
  /** Its variables: where each value of a header comes from. */
  readonly sources: Readonly<Record<string, VariableSource>>;
  /** Its configuration for an application at an address, such as `127.0.0.1:8080`. */
  configuration(application: string): string;
}

/** The probes of a service as they are asked, and the proxy where one of them needs it. */
export interface Probes<Readiness = ProbeRequest | undefined> {
  readonly requests: {
    readonly startup: ProbeRequest;
    /** Undefined where the service has no readiness probe. */
    readonly readiness: Readiness;
    readonly liveness: ProbeRequest;
  };
  readonly proxy?: ProbeProxy;
}

/** The part of a service from which its probes follow. */
export type ProbedService = Pick<ServiceConfiguration, "port" | "startup" | "readiness" | "health">;

/** Path at which the proxy says that it runs itself. */
export const proxyReadyPath = "/up";

/** Port of the proxy; the next one where the application has it. */
const usualPort = 9902;

/** Port of the proxy of a service. */
function proxyPort(service: Pick<ProbedService, "port">): number {
  return service.port === usualPort ? usualPort + 1 : usualPort;
}

/** The probes of a service: those without a secret go to the application, the others through the proxy. */
export function probesOf(
  service: ProbedService & Required<Pick<ProbedService, "readiness">>,
): Probes<ProbeRequest>;
export function probesOf(service: ProbedService): Probes;
export function probesOf(service: ProbedService): Probes {
  const port = proxyPort(service);
  const sources: Record<string, VariableSource> = {};
  const proxied: ProxiedRequest[] = [];
  const ask = (
    kind: ProbeKind,
    { path, headers }: { readonly path: string; readonly headers: Headers },
  ): ProbeRequest => {
    if (!needsProxy(kind, headers)) {
      return { path, headers: plainHeaders(headers) };
    }
    proxied.push(proxiedRequest(kind, path, headers, sources));
    return { path: `/${kind}`, port, headers: {} };
  };
  const requests = {
    startup: ask("startup", service.startup),
    readiness: service.readiness && ask("readiness", service.readiness),
    liveness: ask("liveness", service.health),
  };
  return {
    requests,
    ...(proxied.length > 0 && {
      proxy: {
        port,
        sources,
        configuration: (application: string) =>
          caddyConfiguration(port, proxyReadyPath, application, proxied),
      },
    }),
  };
}

/**
 * Whether a probe goes through the proxy. That of readiness does so with any header: Cloud Run's has none, and the load
 * balancer in front of the pods of GKE, which asks for the same, sends none either.
 */
function needsProxy(kind: ProbeKind, headers: Headers): boolean {
  return Object.keys(kind === "readiness" ? headers : secretHeaders(headers)).length > 0;
}

/** A request that the proxy makes. Values of headers are variables: nothing of them is read as configuration. */
function proxiedRequest(
  kind: ProbeKind,
  path: string,
  headers: Headers,
  sources: Record<string, VariableSource>,
): ProxiedRequest {
  return {
    path: `/${kind}`,
    uri: path,
    headers: Object.entries(headers).map(([name, value], index) => {
      const variable = `${kind.toUpperCase()}_HEADER_${index}`;
      sources[variable] =
        typeof value === "string"
          ? { kind: "text", text: value }
          : { kind: "secret", secret: value.secret };
      return { name, variable };
    }),
  };
}
