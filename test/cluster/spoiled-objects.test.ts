import { beforeAll, describe, expect, it } from "vitest";
import { admit } from "./admission";
import { clusterUnderTest } from "./cluster-under-test";
import { titleOf } from "./kubernetes-object";
import { soundObjects, spoiled } from "./sound-objects";

const cluster = clusterUnderTest();
const objects = [...soundObjects("workloads"), ...soundObjects("gke")];
const container = "spec/template/spec/containers/0";

function one(kind: string) {
  const found = objects.find((object) => object.kind === kind);
  if (found === undefined) throw new Error(`There is no sound ${kind}.`);
  return found;
}

/** What the API server says of the object, and of its pod where it is a workload. */
function verdicts(kind: string, place: string, value: unknown) {
  return admit(cluster.client, [spoiled(one(kind), place, value)]);
}

beforeAll(async () => {
  // Of a namespace that a test does not plan only the name is known, so the whole one has to be there.
  await admit(cluster.client, [one("Namespace")]);
});

it.each(objects.map((object) => [titleOf(object), object]))("%s is accepted", async (_, object) => {
  const refused = (await admit(cluster.client, [object])).filter(({ accepted }) => !accepted);
  expect(refused).toEqual([]);
});

it.each(objects.map((object) => object.kind))("refuses an unknown field of a %s", async (kind) => {
  const [verdict] = await verdicts(kind, "replicaz", 2);
  expect(verdict).toMatchObject({ accepted: false, reason: expect.stringContaining("replicaz") });
});

describe("refuses", () => {
  it.each<[string, string, string, unknown, RegExp]>([
    ["a text for a number", "Deployment", "spec/replicas", "two", /replicas.*(numeric|integer)/],
    ["fewer than no replicas", "Deployment", "spec/replicas", -1, /greater than or equal to 0/],
    [
      "a selector that does not match its pods",
      "Deployment",
      "spec/template/metadata/labels",
      { "app.kubernetes.io/name": "other" },
      /`selector` does not match template `labels`/,
    ],
    ["a deployment without a selector", "Deployment", "spec/selector", undefined, /selector/],
    ["a label with a space", "Deployment", "metadata/labels", { app: "a b" }, /metadata.labels/],
    ["a name with capitals", "Deployment", "metadata/name", "Api", /lowercase RFC 1123/],
    [
      "a rollout that can do nothing",
      "Deployment",
      "spec/strategy/rollingUpdate",
      { maxSurge: 0, maxUnavailable: 0 },
      /may not be 0 when `maxSurge` is 0/,
    ],
    [
      "a deadline before a pod counts as available",
      "Deployment",
      "spec/minReadySeconds",
      600,
      /must be greater than minReadySeconds/,
    ],
    ["no image", "Deployment", `${container}/image`, "", /image: Required value/],
    [
      "an unknown pull policy",
      "Deployment",
      `${container}/imagePullPolicy`,
      "Sometimes",
      /"Always"/,
    ],
    [
      "a bad quantity",
      "Deployment",
      `${container}/resources/requests`,
      { memory: "256 megabytes" },
      /quantit/i,
    ],
    [
      "a request above its limit",
      "Deployment",
      `${container}/resources/requests`,
      { memory: "512Mi" },
      /must be less than or equal to memory limit/,
    ],
    [
      "a port that does not exist",
      "Deployment",
      `${container}/ports/0/containerPort`,
      70000,
      /65535/,
    ],
    [
      "a port name of 16 characters",
      "Deployment",
      `${container}/ports/0/name`,
      "a-very-long-name",
      /15 characters/,
    ],
    [
      "a variable twice",
      "Deployment",
      `${container}/env`,
      [
        { name: "A", value: "1" },
        { name: "A", value: "2" },
      ],
      /duplicate entries for key \[name="A"\]/,
    ],
    [
      "a number as a variable",
      "Deployment",
      `${container}/env`,
      [{ name: "A", value: 1 }],
      /expected string/,
    ],
    [
      "a mount of no volume",
      "Deployment",
      "spec/template/spec/volumes",
      [],
      /volumeMounts\[0\].name: Not found: "scratch"/,
    ],
    [
      "a probe of two kinds",
      "Deployment",
      `${container}/livenessProbe/exec`,
      { command: ["true"] },
      /may not specify more than 1 handler type/,
    ],
    [
      "a readiness probe with a success threshold of 0 seconds",
      "Deployment",
      `${container}/readinessProbe/timeoutSeconds`,
      -1,
      /must be greater than or equal to 0/,
    ],
    ["a service without a port", "Service", "spec/ports", [], /spec.ports: Required value/],
    [
      "a service port that does not exist",
      "Service",
      "spec/ports/0/port",
      0,
      /between 1 and 65535/,
    ],
    ["a data key with a slash", "ConfigMap", "data", { "a/b": "c" }, /valid config key/],
    ["a number in a ConfigMap", "ConfigMap", "data", { DB_PORT: 5432 }, /expected string/],
    ["a secret that is not encoded", "Secret", "data", { DB_PASSWORD: "hunter2!" }, /base64/],
    [
      "more least than most replicas",
      "HorizontalPodAutoscaler",
      "spec/minReplicas",
      9,
      /minReplicas/,
    ],
    [
      "a budget of two kinds",
      "PodDisruptionBudget",
      "spec/minAvailable",
      1,
      /minAvailable and maxUnavailable cannot be both set/,
    ],
    [
      "a block that is an address",
      "NetworkPolicy",
      "spec/egress/0/to/0/ipBlock/cidr",
      "10.1.2.3",
      /CIDR/,
    ],
    [
      "a direction that is none",
      "NetworkPolicy",
      "spec/policyTypes",
      ["In"],
      /"Ingress", "Egress"/,
    ],
    ["a schedule of six fields", "CronJob", "spec/schedule", "0 0 3 * * *", /schedule/],
    [
      "a job that always restarts",
      "CronJob",
      "spec/jobTemplate/spec/template/spec/restartPolicy",
      "Always",
      /"OnFailure", "Never"/,
    ],
    [
      "a volume without a size",
      "StatefulSet",
      "spec/volumeClaimTemplates/0/spec/resources",
      {},
      /storage.*Required value|resources\[storage\]/,
    ],
    [
      "an account of the wrong form",
      "ServiceAccount",
      "metadata/annotations",
      { "iam.gke.io/gcp service": "a" },
      /annotations/,
    ],
    ["a listener of no protocol", "Gateway", "spec/listeners/0/protocol", undefined, /protocol/],
    [
      "a listener name twice",
      "Gateway",
      "spec/listeners/1/name",
      "http",
      /duplicate entries for key \[name="http"\]|unique/,
    ],
    ["a route to no port", "HTTPRoute", "spec/rules/0/backendRefs/0/port", undefined, /port/],
    [
      "a path that is relative",
      "HTTPRoute",
      "spec/rules/0/matches/0/path/value",
      "api",
      /must be an absolute path/,
    ],
    [
      "a health check of no type",
      "HealthCheckPolicy",
      "spec/default/config/type",
      "HTTPX",
      /Unsupported value/,
    ],
    ["a health check each hour", "HealthCheckPolicy", "spec/default/checkIntervalSec", 3600, /300/],
    [
      "a policy for nothing",
      "GCPBackendPolicy",
      "spec/targetRef",
      undefined,
      /targetRef: Required/,
    ],
    [
      "an endpoint without an interval",
      "PodMonitoring",
      "spec/endpoints/0/interval",
      undefined,
      /interval/,
    ],
    ["a wildcard domain", "ManagedCertificate", "spec/domains", ["*.example.com"], /should match/],
    [
      "a redirect of no decision",
      "FrontendConfig",
      "spec/redirectToHttps",
      {},
      /enabled: Required/,
    ],
    ["a text for a timeout", "BackendConfig", "spec/timeoutSec", "60s", /integer|numeric/],
  ])("%s", async (_, kind, place, value, reason) => {
    const [verdict] = await verdicts(kind, place, value);
    expect(verdict).toMatchObject({ accepted: false, reason: expect.stringMatching(reason) });
  });

  it("a kind that is not served", async () => {
    const object = { ...one("Deployment"), apiVersion: "apps/v1beta1" };
    const [verdict] = await admit(cluster.client, [object]);
    expect(verdict).toMatchObject({
      accepted: false,
      reason: 'No kind "Deployment" of "apps/v1beta1" is served.',
    });
  });
});

it("what is deprecated is accepted with a warning", async () => {
  const annotations = "spec/template/metadata/annotations";
  const [workload] = await verdicts("Deployment", annotations, {
    "container.apparmor.security.beta.kubernetes.io/api": "runtime/default",
  });
  expect(workload).toMatchObject({
    accepted: true,
    warnings: [expect.stringContaining("deprecated since v1.30")],
  });
});

describe("a workload that is accepted, and whose pods are not", () => {
  it.each<[string, string, string, unknown, RegExp]>([
    [
      "a root user where the namespace forbids it",
      "Deployment",
      "spec/template/spec/securityContext/runAsNonRoot",
      false,
      /violates PodSecurity "restricted:latest": runAsNonRoot != true/,
    ],
    [
      "a job that may gain privileges",
      "CronJob",
      "spec/jobTemplate/spec/template/spec/containers/0/securityContext",
      {},
      /violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false/,
    ],
    [
      "a priority that nobody declared",
      "StatefulSet",
      "spec/template/spec/priorityClassName",
      "urgent",
      /no PriorityClass with name urgent was found/,
    ],
  ])("refuses the pods for %s", async (_, kind, place, value, reason) => {
    const [workload, pod] = await verdicts(kind, place, value);
    expect(workload).toMatchObject({ accepted: true });
    expect(pod).toMatchObject({
      title: `Pod of ${workload?.title}`,
      accepted: false,
      reason: expect.stringMatching(reason),
    });
  });
});
