import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readWorkloads } from "../models/workload/read-workloads";
import { arbitraryData } from "../testing/arbitrary-data";
import { checkProbes } from "./check";

const SERVICE = "gcp:cloudrunv2/service:Service";
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

function found(type: string, props: object): readonly string[] {
  const data = JSON.parse(JSON.stringify(props));
  const workloads = readWorkloads({ type, name: "it", props: data });
  return checkProbes(type, data, workloads).map(({ path, message }) => `${path} ${message}`);
}

const onCloudRun = (container: object, template: object = {}) =>
  found(SERVICE, { template: { ...template, containers: [container] } });
const onKubernetes = (container: object) =>
  found(DEPLOYMENT, { spec: { template: { spec: { containers: [container] } } } });

const AT = "template.containers[0]";
const POD = "spec.template.spec.containers[0]";
const httpGet = { path: "/health", port: 8000 };

describe("N7: startup probes that Cloud Run does not take", () => {
  it.each([
    [
      { httpGet, periodSeconds: 10, failureThreshold: 60 },
      `${AT}.startupProbe gives a start 60 x 10 s = 600 s. Cloud Run takes 240 s at most. Set failureThreshold to 24 or less, or shorten periodSeconds.`,
    ],
    [
      { tcpSocket: {}, periodSeconds: 240 },
      `${AT}.startupProbe gives a start 3 x 240 s = 720 s. Cloud Run takes 240 s at most. Set failureThreshold to 1 or less, or shorten periodSeconds.`,
    ],
    [
      { httpGet, initialDelaySeconds: 300 },
      `${AT}.startupProbe.initialDelaySeconds is 300. It may be 0 to 240. Set it to 240 or less.`,
    ],
    [
      { httpGet, periodSeconds: 0 },
      `${AT}.startupProbe.periodSeconds is 0. It may be 1 to 240. Set it to 1 or more.`,
    ],
    [
      { httpGet, periodSeconds: 5, timeoutSeconds: 6 },
      `${AT}.startupProbe.timeoutSeconds is 6 s with a period of 5 s. Cloud Run takes no more than the period. Set it to 5 or less, or raise periodSeconds.`,
    ],
    [
      { httpGet, timeoutSeconds: 0 },
      `${AT}.startupProbe.timeoutSeconds is 0. It may be 1 to 240. Set it to 1 or more.`,
    ],
    [
      { httpGet, failureThreshold: 0 },
      `${AT}.startupProbe.failureThreshold is 0. It may be 1 or more. Set it to 1 or more.`,
    ],
    [
      { httpGet, tcpSocket: {} },
      `${AT}.startupProbe has 2 ways to ask (httpGet, tcpSocket). A probe has one. Remove the others.`,
    ],
    [
      { httpGet: { port: 80_000 } },
      `${AT}.startupProbe.httpGet.port is 80000. It may be 1 to 65535. Set it to 65535 or less.`,
    ],
  ])("N7: are refused: %j", (startupProbe, message) => {
    expect(onCloudRun({ startupProbe })).toEqual([message]);
  });

  it.each([
    { httpGet, periodSeconds: 10, failureThreshold: 24 },
    { tcpSocket: { port: 8000 }, periodSeconds: 240, failureThreshold: 1, timeoutSeconds: 240 },
    { httpGet, initialDelaySeconds: 240, periodSeconds: 5, failureThreshold: 48 },
    { grpc: { service: "health" } },
    {},
  ])("are no false alarm: %j", (startupProbe) => {
    expect(onCloudRun({ startupProbe })).toEqual([]);
  });

  it("N7: are refused exactly when the failures come to more than 240 s", () => {
    const number = fc.integer({ min: 1, max: 240 });
    fc.assert(
      fc.property(number, number, (periodSeconds, failureThreshold) => {
        const findings = onCloudRun({ startupProbe: { httpGet, periodSeconds, failureThreshold } });
        const budget = periodSeconds * failureThreshold;
        expect(findings.length).toBe(budget > 240 ? 1 : 0);
        expect(findings.join()).toContain(budget > 240 ? `= ${budget} s` : "");
      }),
    );
  });
});

describe("other probes on Cloud Run", () => {
  it.each([
    [
      { livenessProbe: { tcpSocket: { port: 8000 } } },
      `${AT}.livenessProbe.tcpSocket is a TCP probe, which Cloud Run has for starts only. Use httpGet or grpc.`,
    ],
    [
      { readinessProbe: { tcpSocket: {} } },
      `${AT}.readinessProbe.tcpSocket is a TCP probe, which Cloud Run has for starts only. Use httpGet or grpc.`,
    ],
    [
      { livenessProbe: { httpGet, periodSeconds: 10, timeoutSeconds: 10 } },
      `${AT}.livenessProbe.timeoutSeconds is 10 s with a period of 10 s. Cloud Run takes less than the period. Set it to 9 or less, or raise periodSeconds.`,
    ],
    [
      { livenessProbe: { httpGet, periodSeconds: 1 } },
      `${AT}.livenessProbe.timeoutSeconds is 1 s with a period of 1 s. Cloud Run takes less than the period. Raise periodSeconds.`,
    ],
    [
      { readinessProbe: { httpGet, timeoutSeconds: 20 } },
      `${AT}.readinessProbe.timeoutSeconds is 20 s with a period of 10 s. Cloud Run takes less than the period. Set it to 9 or less, or raise periodSeconds.`,
    ],
    [
      { livenessProbe: { httpGet, periodSeconds: 3601 } },
      `${AT}.livenessProbe.periodSeconds is 3601. It may be 1 to 3600. Set it to 3600 or less.`,
    ],
  ])("are refused: %j", (container, message) => {
    expect(onCloudRun(container)).toEqual([message]);
  });

  it("may run for hours, since no start waits for them", () => {
    const livenessProbe = {
      httpGet,
      periodSeconds: 3600,
      failureThreshold: 10,
      timeoutSeconds: 3599,
    };
    expect(onCloudRun({ livenessProbe, readinessProbe: { grpc: {}, periodSeconds: 5 } })).toEqual(
      [],
    );
  });
});

describe("N9: the time that a request may take", () => {
  it("N9: is refused over an hour, in every API", () => {
    expect(onCloudRun({}, { timeout: "3601s" })).toEqual([
      "template.timeout is 3601 s. Cloud Run ends a request after 3600 s. Set it to 3600 s or less.",
    ]);
    expect(
      found("gcp:cloudrun/service:Service", {
        template: { spec: { timeoutSeconds: 7200, containers: [] } },
      }),
    ).toEqual([
      "template.spec.timeoutSeconds is 7200 s. Cloud Run ends a request after 3600 s. Set it to 3600 s or less.",
    ]);
  });

  it("may be an hour, and a week for a task of a job", () => {
    expect(onCloudRun({}, { timeout: "3600s" })).toEqual([]);
    expect(onCloudRun({}, { timeout: "3.5s" })).toEqual([]);
    const job = (timeout: string) =>
      found("gcp:cloudrunv2/job:Job", { template: { template: { timeout, containers: [] } } });
    expect(job("604800s")).toEqual([]);
    expect(job("604801s")).toHaveLength(1);
  });
});

describe("probes that Kubernetes does not take", () => {
  const ports = [{ name: "http", containerPort: 8000 }];
  it.each([
    [
      { livenessProbe: { httpGet, successThreshold: 2 } },
      `${POD}.livenessProbe.successThreshold is 2. It must be 1 for a liveness probe. Remove it, or set it to 1.`,
    ],
    [
      { startupProbe: { exec: { command: ["true"] }, successThreshold: 3 } },
      `${POD}.startupProbe.successThreshold is 3. It must be 1 for a startup probe. Remove it, or set it to 1.`,
    ],
    [
      { readinessProbe: { httpGet, periodSeconds: 5, timeoutSeconds: 6 } },
      `${POD}.readinessProbe.timeoutSeconds is 6 s with a period of 5 s. Load balancers that take their health check from the probe refuse that. Set it to 5 or less, or raise periodSeconds.`,
    ],
    [
      { readinessProbe: { httpGet, terminationGracePeriodSeconds: 10 } },
      `${POD}.readinessProbe.terminationGracePeriodSeconds is set for a readiness probe, which ends nothing. Remove it, or set it for the liveness probe.`,
    ],
    [
      { livenessProbe: { httpGet: { port: "web" } }, ports },
      `${POD}.livenessProbe.httpGet.port is "web", a port that the container does not declare (it has "http"). Declare it in ports, or give its number.`,
    ],
    [
      { livenessProbe: { tcpSocket: { port: "web" } } },
      `${POD}.livenessProbe.tcpSocket.port is "web", a port that the container does not declare. Declare it in ports, or give its number.`,
    ],
    [
      { livenessProbe: { httpGet, periodSeconds: 0 } },
      `${POD}.livenessProbe.periodSeconds is 0. It may be 1 or more. Set it to 1 or more.`,
    ],
    [
      { livenessProbe: { httpGet, tcpSocket: { port: 1 } } },
      `${POD}.livenessProbe has 2 ways to ask (httpGet, tcpSocket). A probe has one. Remove the others.`,
    ],
  ])("are refused: %j", (container, message) => {
    expect(onKubernetes(container)).toEqual([message]);
  });

  it.each([
    { readinessProbe: { httpGet: { port: "http" }, successThreshold: 3 }, ports },
    { livenessProbe: { tcpSocket: { port: 6379 }, terminationGracePeriodSeconds: 10 } },
    { startupProbe: { httpGet, periodSeconds: 10, failureThreshold: 180 } },
    { livenessProbe: { exec: { command: ["redis-cli", "ping"] }, timeoutSeconds: 15 } },
    { livenessProbe: { httpGet, timeoutSeconds: 30, periodSeconds: 10 } },
    { readinessProbe: { httpGet: { port: "8000" } } },
  ])("are no false alarm: %j", (container) => {
    expect(onKubernetes(container)).toEqual([]);
  });

  it("N7: have a way to ask, but in a patch, which says a part of them", () => {
    const spec = { template: { spec: { containers: [{ livenessProbe: { periodSeconds: 5 } }] } } };
    expect(found(DEPLOYMENT, { spec })).toEqual([
      "spec.template.spec.containers[0].livenessProbe has no way to ask, and Kubernetes refuses it. Give one of exec, grpc, httpGet, tcpSocket.",
    ]);
    expect(found("kubernetes:apps/v1:DeploymentPatch", { spec })).toEqual([]);
  });

  it("stand in no init container, but in a sidecar", () => {
    const pod = (init: object) =>
      found("kubernetes:core/v1:Pod", {
        spec: { initContainers: [{ ...init, startupProbe: { httpGet } }], containers: [] },
      });
    expect(pod({})).toEqual([
      'spec.initContainers[0].startupProbe stands in an init container, which Kubernetes refuses. Remove it, or set restartPolicy to "Always" to make it a sidecar.',
    ]);
    expect(pod({ restartPolicy: "Always" })).toEqual([]);
  });
});

it("judges whatever a program gives", () => {
  const data = arbitraryData(
    "template spec containers initContainers startupProbe livenessProbe readinessProbe httpGet tcpSocket port ports name periodSeconds timeoutSeconds failureThreshold successThreshold timeout",
    ["300s", "9999s", "http"],
  );
  fc.assert(
    fc.property(fc.constantFrom(SERVICE, DEPLOYMENT), data, (type, props) => {
      const workloads = readWorkloads({ type, name: "it", props });
      for (const { message } of checkProbes(type, props, workloads)) {
        expect(message).toMatch(/\.$/);
      }
    }),
  );
});
