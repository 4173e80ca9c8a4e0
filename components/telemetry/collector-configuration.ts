import { type Memory, type OtlpProtocol, otlpPorts, type Platform } from "../../config";

/** Port on which a collector says whether it works. */
export const healthPort = 13_133;

/** The variable from which a collector reads its configuration: https://opentelemetry.io/docs/collector/configuration. */
export const configurationVariable = "COLLECTOR_CONFIGURATION";

/** Share of its memory from which on a collector refuses what it is sent. The rest is for what it has in hand. */
const usedMemory = 0.8;
/** Share of its memory by which it may grow between two looks. */
const spike = 0.2;

/**
 * Time that Google has for an answer where a sender waits for it, which gives up after 10 s by itself:
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter.
 */
const answered = "8s";

/** What the configuration of a collector follows from. */
export interface CollectorFacts {
  readonly platform: Platform;
  readonly protocol: OtlpProtocol;
  readonly memory: Memory;
  /** Project to which telemetry belongs that names none. */
  readonly project: string;
}

/** Memory that a collector uses, in MiB. */
export function usedMebibytes({ bytes }: Memory): number {
  return Math.floor((bytes / 2 ** 20) * usedMemory);
}

/**
 * The attributes of Prometheus that Google gives to each time series itself, and would refuse in what it is sent:
 * https://cloud.google.com/stackdriver/docs/otlp-metrics/overview.
 */
const takenLabels = ["location", "cluster", "namespace", "job", "instance", "project_id"];

/**
 * The configuration of a collector, as JSON, which is YAML too: it takes OTLP, and hands it on to Google by OTLP in the
 * name of its own service account.
 */
export function collectorConfiguration(facts: CollectorFacts): string {
  const { platform, protocol, memory, project } = facts;
  const form = protocol === "grpc" ? "grpc" : "http";
  // An instance of Cloud Run has its CPU during requests only. There, what is taken is handed on before the answer: a
  // sender whose telemetry was not taken is told so at once and tries again, and nothing is lost with an instance. A
  // collector that tried again itself would hold each request for five minutes, and be busy with them alone.
  const later = platform === "gke";
  const pipeline = (...own: readonly string[]) => ({
    receivers: ["otlp"],
    processors: ["memory_limiter", "resource", ...own, ...(later ? ["batch"] : [])],
    exporters: ["otlp_http"],
  });
  return JSON.stringify({
    extensions: {
      health_check: { endpoint: `0.0.0.0:${healthPort}` },
      googleclientauth: {},
    },
    receivers: {
      otlp: { protocols: { [form]: { endpoint: `0.0.0.0:${otlpPorts[protocol]}` } } },
    },
    processors: {
      memory_limiter: {
        check_interval: "1s",
        limit_mib: usedMebibytes(memory),
        spike_limit_mib: Math.floor((memory.bytes / 2 ** 20) * spike),
      },
      resource: { attributes: [{ action: "insert", key: "gcp.project_id", value: project }] },
      transform: {
        error_mode: "ignore",
        metric_statements: takenLabels.flatMap((label) => {
          const own = `datapoint.attributes["${label}"]`;
          return [
            `set(datapoint.attributes["exported_${label}"], ${own}) where ${own} != nil`,
            `delete_key(datapoint.attributes, "${label}")`,
          ];
        }),
      },
      ...(later && { batch: { send_batch_size: 200, send_batch_max_size: 200, timeout: "5s" } }),
    },
    exporters: {
      otlp_http: {
        endpoint: "https://telemetry.googleapis.com",
        auth: { authenticator: "googleclientauth" },
        ...(!later && {
          sending_queue: { enabled: false },
          retry_on_failure: { enabled: false },
          timeout: answered,
        }),
      },
    },
    service: {
      extensions: ["health_check", "googleclientauth"],
      pipelines: {
        traces: pipeline(),
        metrics: pipeline("transform"),
        logs: pipeline(),
      },
      // Its own metrics would need another way out; Google counts what it takes, and logs tell what it does not.
      telemetry: { logs: { encoding: "json" }, metrics: { level: "none" } },
    },
  });
}
