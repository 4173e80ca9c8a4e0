import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPodSpecs } from "../models/workload/pod-spec";
import { arbitraryData } from "../testing/arbitrary-data";
import { checkCloudRun } from "./cloud-run";
import { checkKubernetes } from "./kubernetes";

const SERVICE = "gcp:cloudrunv2/service:Service";

function found(
  container: object,
  pod: object = {},
  kind = "apps/v1:Deployment",
): readonly string[] {
  const spec = { ...pod, containers: [container] };
  const props = JSON.parse(JSON.stringify({ spec: { template: { spec } } }));
  return readPodSpecs({ type: `kubernetes:${kind}`, name: "api", props })
    .flatMap(checkKubernetes)
    .map(({ path, message }) => `${path.replace("spec.template.spec.", "")} ${message}`);
}

const ports = [{ containerPort: 8000 }];
const httpGet = { path: "/health", port: 8000 };
const sound = {
  ports,
  startupProbe: { httpGet },
  livenessProbe: { httpGet: { path: "/livez", port: 8000 } },
  readinessProbe: { httpGet },
};

describe("A8: services that cannot be asked whether they work", () => {
  it("A8: pass when they can be asked", () => {
    expect(found(sound)).toEqual([]);
  });

  it.each([
    [
      "startupProbe",
      "so a start that takes longer than usual is ended by the liveness probe, or traffic comes before it is done",
    ],
    ["livenessProbe", "so a process that hangs is never started anew"],
    ["readinessProbe", "so it gets traffic while it cannot answer, from its start on"],
  ])("A8: are refused without a %s", (probe, consequence) => {
    expect(found({ ...sound, [probe]: undefined })).toEqual([
      `containers[0].${probe} is not set, ${consequence}. Set it, with a way to ask that the container answers.`,
    ]);
  });

  it("A8: are refused on Cloud Run", () => {
    const props = { template: { containers: [{ image: "api:1" }] } };
    expect(
      checkCloudRun({ type: SERVICE, name: "api", props }).map(
        ({ path, message }) => `${path} ${message}`,
      ),
    ).toEqual([
      "template.containers[0].startupProbe is not set, so an instance gets requests as soon as its port is open, before the application can answer. Set it, with a path that the application answers.",
      "template.containers[0].livenessProbe is not set, so an instance that hangs keeps getting requests. Set it, with a path that the application answers.",
    ]);
  });

  it("A8: are refused whether or not a Service selects them, as workers too", () => {
    expect(found({ name: "worker" })).toEqual([
      "containers[0].livenessProbe is not set, so a process that hangs is never started anew. Set it, with a way to ask that the container answers.",
    ]);
  });
});

describe("A8: probes that end what only waits", () => {
  it("are refused when liveness asks for dependencies", () => {
    const livenessProbe = { httpGet: { path: "/health/redis", port: 8000 } };
    expect(found({ ...sound, livenessProbe })).toEqual([
      'containers[0].livenessProbe.httpGet.path is "/health/redis", which asks for what the container depends on, so every instance is ended while a dependency is away. Ask a path that tells only that the process lives.',
    ]);
  });

  it.each([
    "/ready",
    "/readyz",
    "/readiness",
    "/health/dependencies",
    "/health/deep",
    "/db",
    "/check-database",
    "/healthz_postgres",
    "/health/infrastructure",
  ])("are refused when liveness asks %s", (path) => {
    expect(found({ ...sound, livenessProbe: { httpGet: { path, port: 8000 } } })).toHaveLength(1);
  });

  it("are refused when liveness is readiness with no more patience", () => {
    expect(found({ ...sound, livenessProbe: { httpGet } })).toEqual([
      "containers[0].livenessProbe asks what the readiness probe asks, and gives up after 30 s, no later than it (30 s), so an instance that is only busy is ended in the place of resting. Ask another path, or raise its failureThreshold.",
    ]);
  });

  it.each([
    { httpGet: { path: "/already", port: 8000 } },
    { httpGet: { path: "/adb", port: 8000 } },
    { httpGet: { path: "/health", port: 9000 } },
    { httpGet, failureThreshold: 6 },
    { tcpSocket: { port: 8000 } },
  ])("pass when liveness asks something else or waits longer: %j", (livenessProbe) => {
    expect(found({ ...sound, livenessProbe })).toEqual([]);
  });

  it("are refused with a timeout above the period", () => {
    const livenessProbe = { ...sound.livenessProbe, periodSeconds: 5, timeoutSeconds: 10 };
    expect(found({ ...sound, livenessProbe })).toEqual([
      "containers[0].livenessProbe.timeoutSeconds is 10 s with a period of 5 s, so the next probe is due before this one has failed. Set it to 5 or less, or raise periodSeconds.",
    ]);
  });
});

it("never throws, whatever a program gives", () => {
  const keys =
    "spec template items containers initContainers ports containerPort name startupProbe livenessProbe readinessProbe httpGet path port " +
    "periodSeconds timeoutSeconds failureThreshold restartPolicy";
  fc.assert(
    fc.property(arbitraryData(keys, ["/ready", "Always"]), (props) => {
      for (const type of ["kubernetes:apps/v1:Deployment", "kubernetes:core/v1:PodList", SERVICE]) {
        const resource = { type, name: "it", props };
        const findings = [
          ...checkCloudRun(resource),
          ...readPodSpecs(resource).flatMap(checkKubernetes),
        ];
        expect(Array.isArray(findings)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
