import { describe, expect, it } from "vitest";
import { aiaWith, recordAia } from "../testing/aia";
import { record } from "../testing/recording";
import { recordServices, variablesOf } from "../testing/services";
import { stagingWith } from "../testing/staging";
import { Collectors } from "./collectors";

const cloudRun = "gcp:cloudrunv2/service:Service";
const roleType = "gcp:projects/iAMMember:IAMMember";

/** Staging, whose services send to `destination`. */
const staging = (destination = "collector", settings: object = {}, backend: object = {}) =>
  stagingWith((config) => {
    config["holdfast:telemetry"] = { destination, ...settings };
    Object.assign(config["holdfast:services"].backend, backend);
  });

/** AIA, whose services send to `destination`. */
const aia = (destination = "collector", settings: object = {}, api: object = {}) =>
  aiaWith((config) => {
    config["holdfast:telemetry"] = { destination, ...settings };
    Object.assign(config["holdfast:services"].api, api);
  });

function collectorsOf(configuration = staging(), preview = false) {
  const { telemetry, project, region, stack } = configuration;
  if (telemetry === undefined) throw new Error("There is no telemetry.");
  return record(
    () => new Collectors("telemetry", { project, region, application: stack, telemetry }),
    { preview },
  );
}

// biome-ignore lint/suspicious/noExplicitAny: what the engine gets has no type.
type Inputs = any;

describe("P8: a collector on Cloud Run", () => {
  it("P8: takes OTLP from the network of the project alone, and needs no identity for it", async () => {
    const { inputs } = (await collectorsOf()).one(cloudRun);
    expect(inputs).toMatchObject({
      name: "otel-collector",
      ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY",
      invokerIamDisabled: true,
      deletionProtection: false,
    });
    expect(inputs).not.toHaveProperty("labels");
    const { containers, vpcAccess, scaling } = inputs.template as Inputs;
    expect(vpcAccess).toBeUndefined();
    expect(scaling).toEqual({ minInstanceCount: 1, maxInstanceCount: 4 });
    expect(containers).toHaveLength(1);
    expect(containers[0]).toMatchObject({
      image:
        "us-docker.pkg.dev/cloud-ops-agents-artifacts/google-cloud-opentelemetry-collector/otelcol-google:0.156.0",
      args: ["--config=env:COLLECTOR_CONFIGURATION"],
      ports: { containerPort: 4318 },
      resources: { limits: { cpu: "1", memory: "512Mi" }, cpuIdle: true },
      startupProbe: { httpGet: { path: "/", port: 13133 } },
      livenessProbe: { httpGet: { path: "/", port: 13133 } },
    });
    expect(containers[0].envs.map(({ name }: Inputs) => name)).toEqual([
      "COLLECTOR_CONFIGURATION",
      "GOMEMLIMIT",
    ]);
  });

  it("P8: is spoken to by HTTP/2 where services send by gRPC", async () => {
    const recording = await collectorsOf(staging("collector", { protocol: "grpc" }));
    const { template } = recording.one(cloudRun).inputs as Inputs;
    expect(template.containers[0].ports).toEqual({ name: "h2c", containerPort: 4317 });
  });

  it("N12: may write telemetry, and nothing else", async () => {
    const recording = await collectorsOf();
    expect(recording.all(roleType).map(({ name, inputs }) => [name, inputs])).toEqual([
      [
        "otel-collector-writes-telemetry",
        {
          project: "netra-staging",
          role: "roles/telemetry.writer",
          member: "serviceAccount:otel-collector-run@netra-staging.iam.gserviceaccount.com",
        },
      ],
    ]);
  });

  it("can be planned before its account exists", async () => {
    await expect(collectorsOf(staging(), true)).resolves.toBeDefined();
  });
});

describe("P8: services on Cloud Run that send to a collector", () => {
  it("P8: are told its address, which needs no collector to be there", async () => {
    const recording = await recordServices(staging());
    const address = "https://otel-collector-123456789012.us-central1.run.app";
    for (const service of ["backend", "auth"]) {
      expect(variablesOf(recording, service)).toMatchObject({
        OTEL_SERVICE_NAME: service,
        OTEL_EXPORTER_OTLP_ENDPOINT: address,
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      });
    }
    // Among the services there is none, so nothing can come after it.
    expect(recording.all(cloudRun).map(({ name }) => name)).not.toContain("otel-collector");
    expect(recording.all(roleType)).toEqual([]);
  });

  it("P8: are not told where they opt out", async () => {
    const recording = await recordServices(staging("collector", {}, { telemetry: false }));
    const names = (service: string) =>
      Object.keys(variablesOf(recording, service)).filter((name) => name.startsWith("OTEL_"));
    expect(names("backend")).toEqual([]);
    expect(names("auth")).toHaveLength(6);
  });

  it("P8: keep what they set themselves, and get their attributes together with the stack's", async () => {
    const env = { OTEL_SERVICE_NAME: "netra", OTEL_RESOURCE_ATTRIBUTES: "team=core" };
    const variables = variablesOf(
      await recordServices(staging("collector", {}, { env })),
      "backend",
    );
    expect(variables.OTEL_SERVICE_NAME).toBe("netra");
    expect(variables.OTEL_RESOURCE_ATTRIBUTES).toMatch(/service\.version=1\.4\.2.*team=core$/);
  });

  it("P8: plan as before without telemetry", async () => {
    const recording = await recordServices();
    const names = ["backend", "auth"].flatMap((name) => Object.keys(variablesOf(recording, name)));
    expect(names.filter((name) => name.startsWith("OTEL_"))).toEqual([]);
  });
});

describe("P8: services that send to Google", () => {
  it("P8: are told Google's endpoint, and may each write telemetry", async () => {
    const recording = await recordServices(staging("google", {}, { telemetry: false }));
    expect(variablesOf(recording, "auth").OTEL_EXPORTER_OTLP_ENDPOINT).toBe(
      "https://telemetry.googleapis.com",
    );
    expect(recording.all(roleType).map(({ name, inputs }) => [name, inputs.role])).toEqual([
      ["auth-writes-telemetry", "roles/telemetry.writer"],
    ]);
  });
});

describe("P8: a collector on GKE", () => {
  const name = "otel-collector";
  const policyOf = (recording: Awaited<ReturnType<typeof recordAia>>, pods: string) =>
    (
      recording.one(
        "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        `${pods}.${pods === "frontend" ? "aia-frontend" : "aia-backend"}`,
      ).inputs as Inputs
    ).spec;

  it("P8: is two confined pods behind a Service, of which one can go", async () => {
    const recording = await recordAia(aia());
    const { metadata, spec } = recording.one("kubernetes:apps/v1:Deployment", name)
      .inputs as Inputs;
    expect(metadata).toMatchObject({ name, namespace: "aia-backend" });
    expect(spec.replicas).toBe(2);
    expect(spec.template.spec.securityContext).toMatchObject({ runAsNonRoot: true });
    const [container] = spec.template.spec.containers;
    expect(container).toMatchObject({
      args: ["--config=env:COLLECTOR_CONFIGURATION"],
      ports: [
        { name: "http", containerPort: 4318 },
        { name: "health", containerPort: 13133 },
      ],
      startupProbe: { httpGet: { path: "/", port: 13133 } },
      readinessProbe: { httpGet: { path: "/", port: 13133 } },
      livenessProbe: { httpGet: { path: "/", port: 13133 } },
      resources: { requests: { cpu: "250m", memory: "512Mi" } },
      securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
    });
    expect(
      (recording.one("kubernetes:core/v1:Service", name).inputs as Inputs).spec.ports,
    ).toMatchObject([{ port: 4318, appProtocol: "HTTP" }]);
    for (const type of [
      "kubernetes:policy/v1:PodDisruptionBudget",
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
      "gcp:serviceaccount/iAMMember:IAMMember",
    ]) {
      expect(recording.all(type).map((resource) => resource.name)).toEqual(
        expect.arrayContaining([expect.stringContaining(name)]),
      );
    }
  });

  it("P8: is told to every service by its address in the cluster, and holds none up", async () => {
    const recording = await recordAia(aia());
    for (const service of ["api", "agent-executor", "economic", "frontend"]) {
      const { data } = recording.one("kubernetes:core/v1:ConfigMap", service).inputs as Inputs;
      expect(data).toMatchObject({
        OTEL_SERVICE_NAME: service,
        OTEL_EXPORTER_OTLP_ENDPOINT: "http://otel-collector.aia-backend.svc.cluster.local:4318",
      });
      const { dependsOn } = recording.one("kubernetes:apps/v1:Deployment", service);
      // It comes after the policies that let it through, and after nothing of a collector itself.
      const held = dependsOn.filter((each) => each === name || each.startsWith(`${name}-`));
      expect(held).toEqual([]);
    }
  });

  it("P8: is reached by every service that sends, and reaches Google alone", async () => {
    const recording = await recordAia(aia("collector", {}, { telemetry: false }));
    const from = (policyOf(recording, name).ingress as Inputs[]).map(
      ({ from, ports }) =>
        `${from[0].podSelector.matchLabels["app.kubernetes.io/name"]}:${ports[0].port}`,
    );
    expect(from.sort()).toEqual(["agent-executor:4318", "economic:4318", "frontend:4318"]);
    const to = (policyOf(recording, name).egress as Inputs[]).map(
      ({ to, ports }) => `${to[0].ipBlock.cidr}:${ports[0].port}`,
    );
    expect(to).toEqual(["169.254.169.254/32:80", "169.254.169.252/32:988", "0.0.0.0/0:443"]);
    const ways = (pods: string) =>
      (policyOf(recording, pods).egress as Inputs[]).filter(({ ports }) => ports[0].port === 4318);
    expect(ways("frontend")).toHaveLength(1);
    expect(ways("api")).toEqual([]);
  });

  it("P8: takes gRPC on its own port", async () => {
    const recording = await recordAia(aia("collector", { protocol: "grpc" }));
    const { spec } = recording.one("kubernetes:core/v1:Service", name).inputs as Inputs;
    expect(spec.ports).toMatchObject([{ port: 4317, appProtocol: "kubernetes.io/h2c" }]);
    const { data } = recording.one("kubernetes:core/v1:ConfigMap", "api").inputs as Inputs;
    expect(data.OTEL_EXPORTER_OTLP_ENDPOINT).toMatch(/:4317$/);
  });

  it("P8: is not there where nobody sends, or Google is the destination", async () => {
    const apart = { egress: { internet: true } };
    const toGoogle = aiaWith((config) => {
      config["holdfast:telemetry"] = { destination: "google" };
      for (const service of Object.values<Inputs>(config["holdfast:services"])) {
        Object.assign(service, apart);
      }
    });
    const nobody = aiaWith((config) => {
      config["holdfast:telemetry"] = { destination: "collector" };
      for (const service of Object.values<Inputs>(config["holdfast:services"])) {
        service.telemetry = false;
      }
    });
    for (const configuration of [toGoogle, nobody, aiaWith()]) {
      const recording = await recordAia(configuration);
      expect(recording.all("kubernetes:apps/v1:Deployment").map((each) => each.name)).not.toContain(
        name,
      );
    }
  });
});
