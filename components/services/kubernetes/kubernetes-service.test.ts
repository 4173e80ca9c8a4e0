import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { describe, expect, it } from "vitest";
import { isSecret, promiseOf, record, revealed, unknown } from "../../testing/recording";
import { ServiceIdentity } from "../service-identity";
import { KubernetesService, type KubernetesServiceArgs } from "./kubernetes-service";

const deploymentType = "kubernetes:apps/v1:Deployment";
const configMapType = "kubernetes:core/v1:ConfigMap";
const secretType = "kubernetes:core/v1:Secret";
const serviceType = "kubernetes:core/v1:Service";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into recorded inputs.
type Inputs = any;

function service(settings: Partial<KubernetesServiceArgs> = {}): KubernetesService {
  return new KubernetesService("api", {
    provider: new kubernetes.Provider("cluster"),
    namespace: "aia-backend",
    application: "aia",
    identity: new ServiceIdentity("api-run", { accountId: "api-run", displayName: "api" }),
    workloadPool: "aia.svc.id.goog",
    image: "us-docker.pkg.dev/aia/aia/api:3.0.1",
    port: 8000,
    cpu: 0.5,
    memory: "1Gi",
    scale: { max: 6 },
    startup: { path: "/health", withinSeconds: 60 },
    health: { path: "/health" },
    variables: {
      plain: { LOG_LEVEL: "info" },
      secret: { DATABASE_URL: "postgresql://aia:pw@10.0.0.2:5432/aia" },
    },
    variablesVersion: "1a2b3c4d",
    hashKey: pulumi.secret("key"),
    ...settings,
  });
}

function create(settings: Partial<KubernetesServiceArgs> = {}, preview = false) {
  return record(() => service(settings), { preview });
}

async function podOf(settings: Partial<KubernetesServiceArgs> = {}): Promise<Inputs> {
  const { inputs } = (await create(settings)).one(deploymentType);
  return (inputs as Inputs).spec.template;
}

describe("KubernetesService", () => {
  it("creates each of its parts once, with the labels of the service and the stack", async () => {
    const recording = await create();
    const objects = recording.resources.filter(({ type }) => type.startsWith("kubernetes:"));
    expect(objects.map(({ type }) => type).sort()).toEqual([
      deploymentType,
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
      configMapType,
      secretType,
      serviceType,
      "kubernetes:core/v1:ServiceAccount",
      "kubernetes:policy/v1:PodDisruptionBudget",
    ]);
    for (const { inputs, parent } of objects) {
      expect(parent).toBe("api");
      expect((inputs as Inputs).metadata).toMatchObject({
        namespace: "aia-backend",
        labels: { "app.kubernetes.io/name": "api", "app.kubernetes.io/part-of": "aia" },
      });
    }
  });

  it("lets its pods and no others act as its Google service account", async () => {
    const recording = await create();
    expect(recording.one("gcp:serviceaccount/iAMMember:IAMMember").inputs).toEqual({
      serviceAccountId:
        "projects/netra-staging/serviceAccounts/api-run@netra-staging.iam.gserviceaccount.com",
      role: "roles/iam.workloadIdentityUser",
      member: "serviceAccount:aia.svc.id.goog[aia-backend/api]",
    });
    expect(recording.one("kubernetes:core/v1:ServiceAccount").inputs).toMatchObject({
      metadata: {
        name: "api",
        annotations: {
          "iam.gke.io/gcp-service-account": "api-run@netra-staging.iam.gserviceaccount.com",
        },
      },
      automountServiceAccountToken: false,
    });
    expect((await podOf()).spec).toMatchObject({
      serviceAccountName: "api",
      automountServiceAccountToken: false,
    });
  });

  it("is reached by one named port, at an address that is known at once", async () => {
    const recording = await create({}, true);
    expect(recording.one(serviceType).inputs).toMatchObject({
      spec: {
        type: "ClusterIP",
        selector: { "app.kubernetes.io/name": "api" },
        ports: [{ name: "http", port: 8000, targetPort: "http", appProtocol: "HTTP" }],
      },
    });
    await expect(promiseOf(recording.result.url)).resolves.toBe(
      "http://api.aia-backend.svc.cluster.local:8000",
    );
  });

  it("exists once its pods are ready: its Service and its autoscaler come after the Deployment", async () => {
    const recording = await create();
    expect(recording.one(serviceType).dependsOn).toContain("api");
    expect(recording.one(deploymentType).dependsOn).toEqual(
      expect.arrayContaining(["api-workload-identity"]),
    );
  });

  it("keeps Deployment and Service from deletion unless told otherwise", async () => {
    const protectedTypes = async (settings: Partial<KubernetesServiceArgs>) =>
      (await create(settings)).resources.filter(({ protect }) => protect).map(({ type }) => type);
    expect((await protectedTypes({})).sort()).toEqual([deploymentType, serviceType]);
    expect(await protectedTypes({ deletionProtection: false })).toEqual([]);
  });

  it("has its metrics read where it has any, and asks for nothing where it has none", async () => {
    const type = "kubernetes:monitoring.googleapis.com/v1:PodMonitoring";
    expect((await create()).all(type)).toEqual([]);
    expect((await create({ metricsPath: "/metrics" })).one(type).inputs).toMatchObject({
      spec: {
        selector: { matchLabels: { "app.kubernetes.io/name": "api" } },
        endpoints: [{ port: "http", path: "/metrics", interval: "30s" }],
      },
    });
  });

  it("can be planned before anything of it exists", async () => {
    const recording = await create({}, true);
    expect(recording.one(deploymentType).inputs).toMatchObject({ metadata: { name: "api" } });
  });
});

describe("the scaling of a KubernetesService", () => {
  const autoscalerOf = async (settings: Partial<KubernetesServiceArgs>) =>
    (
      (await create(settings)).one("kubernetes:autoscaling/v2:HorizontalPodAutoscaler")
        .inputs as Inputs
    ).spec;

  it("A16: adds pods from half of the CPU that they ask for, within its bounds", async () => {
    expect(await autoscalerOf({ scale: { min: 3, max: 6 } })).toEqual({
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" },
      minReplicas: 3,
      maxReplicas: 6,
      metrics: [
        {
          type: "Resource",
          resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 50 } },
        },
      ],
    });
  });

  it("is two pods at least", async () => {
    expect(await autoscalerOf({ scale: { max: 6 } })).toMatchObject({ minReplicas: 2 });
    expect(await autoscalerOf({ scale: { min: 1, max: 6 } })).toMatchObject({ minReplicas: 1 });
  });

  it.each([{ max: 1 }, { max: 2 }, { min: 3, max: 3 }])(
    "is the Deployment's where it is fixed, as by %j, without an autoscaler that may never scale",
    async (scale) => {
      const recording = await create({ scale });
      const { inputs } = recording.one(deploymentType);
      expect((inputs as Inputs).spec.replicas).toBe(scale.max);
      expect(recording.one(deploymentType).ignoreChanges).toEqual([]);
      expect(recording.all("kubernetes:autoscaling/v2:HorizontalPodAutoscaler")).toEqual([]);
    },
  );

  it("begins with those that are always there, and is the autoscaler's alone from then on", async () => {
    const { inputs, ignoreChanges } = (await create({ scale: { min: 3, max: 6 } })).one(
      deploymentType,
    );
    expect((inputs as Inputs).spec.replicas).toBe(3);
    expect(ignoreChanges).toEqual(["spec.replicas"]);
  });

  it("lets an upgrade take one pod at a time, also the only one and those that do not serve", async () => {
    const { inputs } = (await create()).one("kubernetes:policy/v1:PodDisruptionBudget");
    expect((inputs as Inputs).spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: { "app.kubernetes.io/name": "api" } },
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    });
  });
});

describe("A22: the rollout of a KubernetesService", () => {
  it("takes no pod away before another one is ready", async () => {
    const { inputs } = (await create()).one(deploymentType);
    expect((inputs as Inputs).spec).toMatchObject({
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" } },
      minReadySeconds: 10,
    });
  });

  it("A3: keeps a bounded history", async () => {
    const { inputs } = (await create()).one(deploymentType);
    expect((inputs as Inputs).spec.revisionHistoryLimit).toBe(5);
  });

  it("fails in a time that follows from the declared start", async () => {
    const { inputs, customTimeouts } = (await create()).one(deploymentType);
    expect((inputs as Inputs).spec.progressDeadlineSeconds).toBe(240 + 60 + 10);
    expect(customTimeouts).toEqual({ create: "580s", update: "580s" });
  });

  it("says what the application said before it ended", async () => {
    const { containers } = (await podOf()).spec;
    expect(containers[0].terminationMessagePolicy).toBe("FallbackToLogsOnError");
  });

  it("lets a pod finish what it has begun", async () => {
    const { spec } = await podOf({ requestTimeoutSeconds: 30 });
    expect(spec.containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 15 } } });
    expect(spec.terminationGracePeriodSeconds).toBe(45);
  });
});

describe("the variables of a KubernetesService", () => {
  const hash = async (settings: Partial<KubernetesServiceArgs> = {}) =>
    (await podOf(settings)).metadata.annotations["holdfast/values"];
  const values = { plain: { LOG_LEVEL: "info" }, secret: { PASSWORD: "one" } };

  it("A7: stand in a ConfigMap, and secrets in a Secret and nowhere else", async () => {
    const recording = await create();
    expect(recording.one(configMapType).inputs.data).toEqual({ LOG_LEVEL: "info" });
    expect(revealed(recording.one(secretType).inputs.stringData)).toEqual({
      DATABASE_URL: "postgresql://aia:pw@10.0.0.2:5432/aia",
    });
    const others = recording.resources.filter(({ type }) => type !== secretType);
    expect(JSON.stringify(others)).not.toContain("postgresql://");
  });

  it("A7: have keys that a preview knows before it knows their values", async () => {
    const recording = await record(
      () => {
        const { result } = new random.RandomPassword("password", { length: 32 });
        return service({ variables: { plain: {}, secret: { KNOWN: "k", OPEN: result } } });
      },
      { preview: true },
    );
    const { stringData } = recording.one(secretType).inputs;
    expect(revealed(stringData)).toEqual({ KNOWN: "k", OPEN: unknown });
  });

  it("reach the container in the order of their names, with the port", async () => {
    const { containers } = (await podOf()).spec;
    expect(containers[0].env).toEqual([
      { name: "PORT", value: "8000" },
      {
        name: "DATABASE_URL",
        valueFrom: { secretKeyRef: { name: "api-1a2b3c4d", key: "DATABASE_URL" } },
      },
      {
        name: "LOG_LEVEL",
        valueFrom: { configMapKeyRef: { name: "api-1a2b3c4d", key: "LOG_LEVEL" } },
      },
    ]);
  });

  it("A22: stand under a new name when their declaration changes, so that former pods keep theirs", async () => {
    const recording = await create({ variablesVersion: "99999999" });
    expect(recording.one(configMapType).inputs.metadata).toMatchObject({ name: "api-99999999" });
    expect(recording.one(secretType).inputs.metadata).toMatchObject({ name: "api-99999999" });
  });

  it("restart the pods when a value changes, secret or not, and only then", async () => {
    const before = await hash({ variables: values });
    expect(await hash({ variables: values })).toBe(before);
    expect(await hash({ variables: { ...values, secret: { PASSWORD: "two" } } })).not.toBe(before);
    expect(await hash({ variables: { ...values, plain: { LOG_LEVEL: "debug" } } })).not.toBe(
      before,
    );
  });

  it("cannot be guessed from what restarts the pods: another key gives another hash", async () => {
    const key = (hashKey: string) => hash({ variables: values, hashKey: pulumi.secret(hashKey) });
    expect(await key("one")).not.toBe(await key("two"));
    expect(isSecret(await key("one"))).toBe(false);
  });

  it("need no objects where there are none", async () => {
    const recording = await create({ variables: { plain: {}, secret: {} } });
    expect([...recording.all(configMapType), ...recording.all(secretType)]).toEqual([]);
  });

  it("hide nothing of the pod in a preview but what is not known", async () => {
    const recording = await create({}, true);
    const { template } = (recording.one(deploymentType).inputs as Inputs).spec;
    expect(template.spec.containers[0].image).toBe("us-docker.pkg.dev/aia/aia/api:3.0.1");
    expect(JSON.stringify(template.spec)).not.toContain(JSON.stringify(unknown));
  });
});
