import { beforeAll, describe, expect, it } from "vitest";
import { alertsOf } from "../observability/alerts";
import { aiaWith, recordAia } from "../testing/aia";
import type { Recording } from "../testing/recording";

const configuration = aiaWith();

let recording: Recording<unknown>;

beforeAll(async () => {
  recording = await recordAia(configuration);
});

/** What GKE must be told to measure, by the first words of the metrics that come of it. */
const componentOf: Readonly<Record<string, string>> = {
  kube_deployment_: "DEPLOYMENT",
  kube_statefulset_: "STATEFULSET",
  kube_pod_: "POD",
  kube_horizontalpodautoscaler_: "HPA",
  kube_persistentvolume: "STORAGE",
};

/** The metrics of Kubernetes that the queries of AIA's alerts name. */
function watchedMetrics(): string[] {
  const { observability } = configuration;
  if (observability === undefined) expect.unreachable();
  const queries = JSON.stringify(
    alertsOf(configuration, observability).map(({ conditions }) => conditions),
  );
  return [...new Set(queries.match(/\bkube_[a-z_]+(?=\{)/g))];
}

type Inputs = Readonly<Record<string, { enableComponents: string[] }>>;

describe("A12: AIA's cluster", () => {
  it("A12: collects metrics by itself, and the logs of workloads", () => {
    const { inputs } = recording.one("gcp:container/cluster:Cluster");
    expect(inputs).toMatchObject({
      monitoringConfig: { managedPrometheus: { enabled: true } },
      loggingConfig: {
        enableComponents: expect.arrayContaining(["SYSTEM_COMPONENTS", "WORKLOADS"]),
      },
    });
  });

  it("A12: measures all that an alert watches", () => {
    const { inputs } = recording.one("gcp:container/cluster:Cluster");
    const { monitoringConfig } = inputs as Inputs;
    const watched = watchedMetrics();
    expect(watched.length).toBeGreaterThan(0);
    const needed = watched.map((metric) => {
      const [, component] =
        Object.entries(componentOf).find(([start]) => metric.startsWith(start)) ?? [];
      return component ?? `what measures ${metric}`;
    });
    expect(monitoringConfig?.enableComponents).toEqual(
      expect.arrayContaining([...new Set(needed), "SYSTEM_COMPONENTS"]),
    );
  });

  it("A12: has nodes that may write logs and metrics, in a project that takes them", () => {
    const roles = recording
      .all("gcp:projects/iAMMember:IAMMember")
      .map(({ inputs }) => String(inputs.role));
    expect(roles).toContain("roles/container.defaultNodeServiceAccount");
    const services = recording
      .all("gcp:projects/service:Service")
      .map(({ inputs }) => String(inputs.service));
    expect(services).toEqual(
      expect.arrayContaining(["logging.googleapis.com", "monitoring.googleapis.com"]),
    );
  });
});

describe("A12: AIA's services", () => {
  const monitoringType = "kubernetes:monitoring.googleapis.com/v1:PodMonitoring";

  it("A12: have their /metrics read, and those without metrics are not asked", () => {
    const declared = Object.entries(configuration.services).flatMap(([name, service]) =>
      service.platform === "gke" && service.metrics !== undefined
        ? [[name, service.namespace, service.metrics.path]]
        : [],
    );
    expect(declared).toContainEqual(["api", "aia-backend", "/metrics"]);
    const planned = recording.all(monitoringType).map(({ inputs }) => {
      const { metadata, spec } = inputs as unknown as Monitoring;
      return [metadata.name, metadata.namespace, spec.endpoints[0]?.path];
    });
    expect(planned).toEqual(declared);
  });

  it("A12: are read at the pods and the port that they have", () => {
    for (const { inputs } of recording.all(monitoringType)) {
      const { metadata, spec } = inputs as unknown as Monitoring;
      const { template } = recording.one("kubernetes:apps/v1:Deployment", metadata.name).inputs
        .spec as { template: Template };
      expect(template.metadata.labels).toMatchObject(spec.selector.matchLabels);
      const ports = template.spec.containers.flatMap(({ ports = [] }) => ports);
      expect(ports.map(({ name }) => name)).toContain(spec.endpoints[0]?.port);
    }
  });
});

interface Monitoring {
  readonly metadata: { readonly name: string; readonly namespace: unknown };
  readonly spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly endpoints: readonly { readonly port: string; readonly path: string }[];
  };
}

interface Template {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly containers: readonly { readonly ports?: { readonly name: string }[] }[];
  };
}
