import { describe, expect, it } from "vitest";
import type { KubernetesServiceArgs } from "./kubernetes-service";
import { podSpec } from "./pod-template";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into the plain object that a pod is.
type Plain = any;

/** The arguments of a service as far as its pod goes. */
const args = {
  image: "us-docker.pkg.dev/aia/aia/api:3.0.1",
  port: 8000,
  cpu: 0.5,
  memory: "1024Mi",
  startup: { path: "/health", withinSeconds: 60 },
  health: { path: "/health" },
} as KubernetesServiceArgs;

const podWith = (settings: Partial<KubernetesServiceArgs> = {}): Plain =>
  podSpec(
    "api",
    { ...args, ...settings },
    { objectName: "api-1", values: { plain: {}, secret: {} } },
  );
const containerWith = (settings?: Partial<KubernetesServiceArgs>) =>
  podWith(settings).containers[0];

describe("A17: the pod of a service", () => {
  it("has no rights, and cannot get any", () => {
    expect(podWith().securityContext).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(containerWith().securityContext).toEqual({
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  });

  it("runs as the user of its image, or as the one that is named by its number", () => {
    expect(podWith().securityContext).not.toHaveProperty("runAsUser");
    expect(podWith({ user: 10_001 }).securityContext).toMatchObject({
      runAsUser: 10_001,
      runAsGroup: 10_001,
    });
  });

  it("may write to /tmp and nowhere else, and not without end", () => {
    expect(containerWith().volumeMounts).toEqual([{ name: "tmp", mountPath: "/tmp" }]);
    expect(podWith().volumes).toEqual([{ name: "tmp", emptyDir: { sizeLimit: "512Mi" } }]);
  });

  it("holds no token of the cluster, and no variables of the services beside it", () => {
    expect(podWith()).toMatchObject({
      serviceAccountName: "api",
      automountServiceAccountToken: false,
      enableServiceLinks: false,
    });
  });
});

describe("A16: what a pod takes", () => {
  it("is bounded, memory at what it asks for and CPU with room for its start", () => {
    expect(containerWith().resources).toEqual({
      requests: { cpu: "500m", memory: "1Gi", "ephemeral-storage": "1Gi" },
      limits: { cpu: "1", memory: "1Gi", "ephemeral-storage": "1Gi" },
    });
  });

  it("is spread over zones and nodes, each version for itself", () => {
    expect(
      podWith().topologySpreadConstraints.map(({ topologyKey, matchLabelKeys }: Plain) => [
        topologyKey,
        matchLabelKeys,
      ]),
    ).toEqual([
      ["topology.kubernetes.io/zone", ["pod-template-hash"]],
      ["kubernetes.io/hostname", ["pod-template-hash"]],
    ]);
  });
});

describe("A8: the probes of a pod", () => {
  it("give the application its time to start, and then ask whether it serves and whether it lives", () => {
    const { startupProbe, readinessProbe, livenessProbe } = containerWith();
    const httpGet = { path: "/health", port: "http" };
    expect(startupProbe).toEqual({
      httpGet,
      periodSeconds: 5,
      timeoutSeconds: 5,
      failureThreshold: 12,
    });
    expect(readinessProbe).toEqual({
      httpGet,
      periodSeconds: 5,
      timeoutSeconds: 3,
      failureThreshold: 3,
    });
    expect(livenessProbe).toEqual({
      httpGet,
      periodSeconds: 30,
      timeoutSeconds: 5,
      failureThreshold: 3,
    });
  });

  it("are told from each other by path where the application has several", () => {
    const { readinessProbe } = containerWith({ readiness: { path: "/ready", periodSeconds: 2 } });
    expect(readinessProbe).toEqual({
      httpGet: { path: "/ready", port: "http" },
      periodSeconds: 2,
      timeoutSeconds: 1,
      failureThreshold: 3,
    });
  });

  it("round a start up to whole periods, never down", () => {
    const startup = { path: "/health", withinSeconds: 61, periodSeconds: 10, timeoutSeconds: 2 };
    expect(containerWith({ startup }).startupProbe).toMatchObject({
      failureThreshold: 7,
      timeoutSeconds: 2,
    });
  });
});

it("A9: every container of a pod has the one pull policy that fits tags which do not move", () => {
  const check = { target: "db", client: "postgres", variables: { plain: {}, secret: {} } } as const;
  const { containers, initContainers } = podWith({ checks: [check] });
  for (const { imagePullPolicy } of [...containers, ...initContainers]) {
    expect(imagePullPolicy).toBe("IfNotPresent");
  }
});
