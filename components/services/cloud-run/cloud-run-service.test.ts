import { describe, expect, it } from "vitest";
import { Credential } from "../../secrets/credential";
import { promiseOf, record, unknown } from "../../testing/recording";
import { ServiceIdentity } from "../service-identity";
import { CloudRunService, type CloudRunServiceArgs } from "./cloud-run-service";

const type = "gcp:cloudrunv2/service:Service";
const accessType = "gcp:secretmanager/secretIamMember:SecretIamMember";

const args: Omit<CloudRunServiceArgs, "identity"> = {
  region: "us-central1",
  image: "us-central1-docker.pkg.dev/netra-staging/netra/backend:1.4.2",
  port: 8000,
  cpu: 2,
  memory: "2Gi",
  scale: { min: 1, max: 4 },
  startup: { path: "/health", withinSeconds: 75 },
  health: { path: "/health" },
  vpcAccess: { connector: "staging-connector", egress: "ALL_TRAFFIC" },
};

const account = (accountId: string) => ({ accountId, displayName: accountId });

interface Created {
  readonly changes?: Partial<CloudRunServiceArgs>;
  readonly preview?: boolean;
  /** Variables that each hold the value of a secret of this name. */
  readonly secrets?: Readonly<Record<string, string>>;
}

const create = ({ changes = {}, preview = false, secrets = {} }: Created = {}) =>
  record(
    () => {
      const identity = new ServiceIdentity("backend-run", account("backend-run"));
      const credentials = Object.fromEntries(
        [...new Set(Object.values(secrets))].map((id) => [id, new Credential(id, { value: id })]),
      );
      const held = Object.fromEntries(
        Object.entries(secrets).map(([variable, id]) => [variable, credentials[id] as Credential]),
      );
      return new CloudRunService("backend", { ...args, identity, secrets: held, ...changes });
    },
    { preview },
  );

// biome-ignore lint/suspicious/noExplicitAny: what the engine gets has no type.
type Template = any;

async function templateOf(created: Created = {}): Promise<Template> {
  return (await create(created)).one(type).inputs.template;
}

describe("CloudRunService", () => {
  it("declares everything that a revision has", async () => {
    expect(await templateOf()).toEqual({
      serviceAccount: "backend-run@netra-staging.iam.gserviceaccount.com",
      executionEnvironment: "EXECUTION_ENVIRONMENT_GEN2",
      timeout: "300s",
      maxInstanceRequestConcurrency: 80,
      sessionAffinity: false,
      scaling: { minInstanceCount: 1, maxInstanceCount: 4 },
      vpcAccess: { connector: "staging-connector", egress: "ALL_TRAFFIC" },
      containers: [
        {
          image: "us-central1-docker.pkg.dev/netra-staging/netra/backend:1.4.2",
          ports: { containerPort: 8000 },
          resources: {
            limits: { cpu: "2", memory: "2Gi" },
            cpuIdle: true,
            startupCpuBoost: true,
          },
          startupProbe: {
            httpGet: { path: "/health", port: 8000 },
            initialDelaySeconds: 0,
            periodSeconds: 5,
            timeoutSeconds: 5,
            failureThreshold: 15,
          },
          livenessProbe: {
            httpGet: { path: "/health", port: 8000 },
            initialDelaySeconds: 0,
            periodSeconds: 30,
            timeoutSeconds: 5,
            failureThreshold: 3,
          },
          envs: [],
        },
      ],
    });
  });

  it("is closed, protected and bounded over all revisions", async () => {
    const recording = await create();
    const { inputs, protect, parent } = recording.one(type);
    expect({ ...inputs, template: undefined }).toEqual({
      name: "backend",
      location: "us-central1",
      ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY",
      invokerIamDisabled: false,
      defaultUriDisabled: false,
      deletionProtection: true,
      scaling: { maxInstanceCount: 4 },
      traffics: [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }],
    });
    expect(protect).toBe(true);
    expect(parent).toBe("backend");
  });

  it("A22: gives a new revision its traffic, and no revision before its application says that it started", async () => {
    const { inputs } = (await create()).one(type);
    expect(inputs.traffics).toEqual([
      { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 },
    ]);
    const { containers }: { containers: Template[] } = await templateOf();
    expect(containers.map(({ startupProbe }) => startupProbe.httpGet)).toEqual([
      { path: "/health", port: 8000 },
    ]);
  });

  it("takes every setting that it is given", async () => {
    const recording = await create({
      changes: {
        requestTimeoutSeconds: 3600,
        scale: { max: 2, concurrency: 20 },
        cpuIdle: false,
        sessionAffinity: true,
        ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
        allowUnauthenticated: true,
        defaultUriDisabled: true,
        deletionProtection: false,
      },
    });
    const { inputs, protect } = recording.one(type);
    expect(inputs).toMatchObject({
      ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
      invokerIamDisabled: true,
      defaultUriDisabled: true,
      labels: { "holdfast-public": "true" },
      deletionProtection: false,
      template: {
        timeout: "3600s",
        maxInstanceRequestConcurrency: 20,
        sessionAffinity: true,
        scaling: { minInstanceCount: 0, maxInstanceCount: 2 },
        containers: [{ resources: { cpuIdle: false } }],
      },
    });
    expect(protect).toBe(false);
  });

  it("serves one request at a time in the first generation with less than one vCPU", async () => {
    expect(await templateOf({ changes: { cpu: 0.5, memory: "256Mi" } })).toMatchObject({
      executionEnvironment: "EXECUTION_ENVIRONMENT_GEN1",
      maxInstanceRequestConcurrency: 1,
      containers: [{ resources: { limits: { cpu: "500m", memory: "256Mi" } } }],
    });
  });

  it("sets variables in the order of their names, secrets by their pinned version", async () => {
    const template = await templateOf({
      changes: { env: { MODE: "staging", AUTH_URL: "https://auth" } },
      secrets: { DATABASE_URL: "main-db-url" },
    });
    expect(template.containers[0].envs).toEqual([
      { name: "AUTH_URL", value: "https://auth" },
      {
        name: "DATABASE_URL",
        valueSource: { secretKeyRef: { secret: "main-db-url", version: "1" } },
      },
      { name: "MODE", value: "staging" },
    ]);
  });

  it("may read each secret that it names, once, and is created after it may", async () => {
    const recording = await create({ secrets: { A: "one", B: "two", C: "one" } });
    expect(recording.all(accessType).map(({ name, inputs }) => ({ name, ...inputs }))).toEqual(
      ["one", "two"].map((secretId) => ({
        name: `backend-reads-${secretId}`,
        secretId,
        role: "roles/secretmanager.secretAccessor",
        member: "serviceAccount:backend-run@netra-staging.iam.gserviceaccount.com",
      })),
    );
    expect(recording.one(type).dependsOn).toEqual(
      expect.arrayContaining([
        "backend-reads-one",
        "backend-reads-two",
        "one-version",
        "two-version",
      ]),
    );
  });

  it("starts after what it is told to, which does not hold up its access to secrets", async () => {
    const recording = await record(() => {
      const identity = new ServiceIdentity("backend-run", account("backend-run"));
      const other = new ServiceIdentity("other", account("other-account"));
      const secrets = { KEY: new Credential("key", { value: "k" }) };
      return new CloudRunService("backend", { ...args, identity, secrets, startsAfter: [other] });
    });
    expect(recording.one(type).dependsOn).toContain("other");
    expect(recording.one(accessType).dependsOn).not.toContain("other");
  });

  it("tells its URL", async () => {
    const { result } = await create();
    expect(await promiseOf(result.url)).toBe("https://backend-x7k2m4-uc.a.run.app");
  });

  it("can be planned before its account and secrets exist", async () => {
    const recording = await create({ preview: true, secrets: { KEY: "key" } });
    const template = recording.one(type).inputs.template as Template;
    expect(template.serviceAccount).toEqual(unknown);
    expect(template.containers[0].envs).toEqual([
      { name: "KEY", valueSource: { secretKeyRef: { secret: "key", version: unknown } } },
    ]);
  });

  it("lets a transform have the last word", async () => {
    const recording = await create({ changes: { transform: { service: { ingress: "X" } } } });
    expect(recording.one(type).inputs.ingress).toBe("X");
  });
});
