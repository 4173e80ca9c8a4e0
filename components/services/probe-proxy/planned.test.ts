import { describe, expect, it } from "vitest";
import { aiaWith } from "../../testing/aia";
import { generatedPassword } from "../../testing/computed-outputs";
import { type Recording, revealed } from "../../testing/recording";
import { recordServices } from "../../testing/services";
import { stagingWith } from "../../testing/staging";
import type { Services } from "../services";
import { caddyImage } from "./caddy";

const headers = { "X-API-Key": { secret: "health-key" }, Accept: "application/json" };

// biome-ignore lint/suspicious/noExplicitAny: tests reach into recorded inputs.
type Inputs = any;

/** What the platform shows of services to whoever may view them: all but Secrets. */
const readable = (recording: Recording<Services>) =>
  JSON.stringify(
    recording.resources.filter(
      ({ type }) =>
        (type.startsWith("kubernetes:") && type !== "kubernetes:core/v1:Secret") ||
        type.startsWith("gcp:cloudrunv2/"),
    ),
  );

describe("P4: a service on GKE whose health demands a secret", () => {
  const record = () =>
    recordServices(
      aiaWith((file) => {
        for (const key of ["edge", "observability", "verify"]) delete file[`holdfast:${key}`];
        file["holdfast:secrets"] = { ...file["holdfast:secrets"], "health-key": { generate: {} } };
        const { api, "agent-executor": executor } = file["holdfast:services"];
        file["holdfast:services"] = { api, executor };
        executor.uses = {};
        api.uses = { executor: {} };
        executor.health = { ...executor.health, headers };
      }),
    );
  const podOf = (recording: Recording<Services>, name: string): Inputs =>
    (recording.one("kubernetes:apps/v1:Deployment", name).inputs as Inputs).spec.template.spec;

  it("is asked through a sidecar, which starts before it and has the secret from a Secret", async () => {
    const recording = await record();
    const { initContainers, containers } = podOf(recording, "executor");
    const proxy = initContainers.at(-1);
    expect(proxy).toMatchObject({
      name: "probe-proxy",
      image: caddyImage,
      restartPolicy: "Always",
      startupProbe: { httpGet: { path: "/up", port: 9902 } },
      livenessProbe: { httpGet: { path: "/up", port: 9902 } },
      securityContext: {
        runAsNonRoot: true,
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
      },
    });
    const [application] = containers;
    for (const [probe, path] of Object.entries({
      startupProbe: "/startup",
      readinessProbe: "/readiness",
      livenessProbe: "/liveness",
    })) {
      expect(application[probe].httpGet).toEqual({ path, port: 9902 });
    }
    const fromSecret = proxy.env.filter(({ valueFrom }: Inputs) => valueFrom?.secretKeyRef);
    expect(fromSecret.map(({ name }: Inputs) => name)).toEqual([
      "LIVENESS_HEADER_0",
      "READINESS_HEADER_0",
      "STARTUP_HEADER_0",
    ]);
    const { stringData } = recording.one("kubernetes:core/v1:Secret", "executor").inputs as Inputs;
    for (const { valueFrom } of fromSecret) {
      expect((revealed(stringData) as Inputs)[valueFrom.secretKeyRef.key]).toBe(generatedPassword);
    }
    expect(readable(recording)).not.toContain(generatedPassword);
  });

  it("is reached with its header by who needs it, before that one starts", async () => {
    const recording = await record();
    const [check] = podOf(recording, "api").initContainers;
    expect(check.name).toBe("reach-executor");
    const reference = (name: string) =>
      check.env.find((variable: Inputs) => variable.name === name).valueFrom;
    const { key } = reference("HEADER_0_VALUE").secretKeyRef;
    const { stringData } = recording.one("kubernetes:core/v1:Secret", "api").inputs as Inputs;
    expect((revealed(stringData) as Inputs)[key]).toBe(generatedPassword);
    const { data } = recording.one("kubernetes:core/v1:ConfigMap", "api").inputs as Inputs;
    expect(data[reference("HEADER_0_NAME").configMapKeyRef.key]).toBe("X-API-Key");
    expect(data[reference("HEADER_1_VALUE").configMapKeyRef.key]).toBe("application/json");
    expect(podOf(recording, "api").initContainers.map(({ name }: Inputs) => name)).not.toContain(
      "probe-proxy",
    );
  });
});

describe("P4: a service on Cloud Run whose health demands a secret", () => {
  const record = (change: (service: Inputs) => void = () => {}) =>
    recordServices(
      stagingWith((file) => {
        file["holdfast:secrets"] = { ...file["holdfast:secrets"], "health-key": { generate: {} } };
        const { auth } = file["holdfast:services"];
        auth.health = { ...auth.health, headers };
        change(auth);
      }),
    );
  const containersOf = (recording: Recording<Services>): Inputs[] =>
    (recording.one("gcp:cloudrunv2/service:Service", "auth").inputs as Inputs).template.containers;

  it("is asked through a container beside it, which starts first and has the secret by reference", async () => {
    const recording = await record();
    const [application, proxy, ...others] = containersOf(recording);
    expect(others).toEqual([]);
    expect(application).toMatchObject({
      dependsOns: ["probe-proxy"],
      startupProbe: { httpGet: { path: "/startup", port: 9902 } },
      livenessProbe: { httpGet: { path: "/liveness", port: 9902 } },
    });
    expect(application.startupProbe.httpGet).not.toHaveProperty("httpHeaders");
    expect(application).not.toHaveProperty("readinessProbe");
    expect(proxy).toMatchObject({
      name: "probe-proxy",
      image: caddyImage,
      resources: { limits: { cpu: "100m", memory: "128Mi" } },
      startupProbe: { httpGet: { path: "/up", port: 9902 } },
    });
    expect(proxy).not.toHaveProperty("ports");
    const held = proxy.envs.filter(({ valueSource }: Inputs) => valueSource);
    expect(held.map(({ name }: Inputs) => name)).toEqual(["LIVENESS_HEADER_0", "STARTUP_HEADER_0"]);
    const access = recording
      .all("gcp:secretmanager/secretIamMember:SecretIamMember")
      .map(({ inputs }) => [inputs.member, inputs.secretId]);
    expect(access).toContainEqual([
      "serviceAccount:auth-run@netra-staging.iam.gserviceaccount.com",
      "health-key",
    ]);
    expect(readable(recording)).not.toContain(generatedPassword);
  });

  it("is asked for its readiness where it says so, through the proxy too", async () => {
    const recording = await record((auth) => {
      auth.readiness = { path: "/ready", period: "10s" };
    });
    expect(containersOf(recording)[0].readinessProbe).toEqual({
      httpGet: { path: "/readiness", port: 9902 },
      periodSeconds: 10,
      timeoutSeconds: 3,
      failureThreshold: 3,
    });
  });

  it("is asked without a proxy where its headers hold text alone, and where probes have none", async () => {
    const plain = await record((auth) => {
      auth.health.headers = { Accept: "application/json" };
    });
    const [application, ...others] = containersOf(plain);
    expect(others).toEqual([]);
    expect(application).not.toHaveProperty("dependsOns");
    expect(application.startupProbe.httpGet).toEqual({
      path: "/health",
      port: application.ports.containerPort,
      httpHeaders: [{ name: "Accept", value: "application/json" }],
    });
    const own = await record((auth) => {
      auth.startup = { ...auth.startup, headers: {} };
    });
    expect(containersOf(own)[0].startupProbe.httpGet.path).toBe("/health");
    expect(containersOf(own)[0].livenessProbe.httpGet.path).toBe("/liveness");
  });
});
